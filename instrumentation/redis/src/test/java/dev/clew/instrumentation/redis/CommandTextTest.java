package dev.clew.instrumentation.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CommandTextTest {
  @Test
  void putsNamesInUpperCaseAndBoundsThem() {
    assertThat(CommandText.operation("json.get")).isEqualTo("JSON.GET");
    assertThat(CommandText.operation("x".repeat(500))).hasSize(64);
  }

  @Test
  void showsTheFirstKeysPatternAndNoValue() {
    assertThat(CommandText.sanitised("SET", "user:123", 4)).isEqualTo("SET user:? ? ? ?");
    assertThat(CommandText.sanitised("PING", null, 0)).isEqualTo("PING");
    assertThat(CommandText.sanitised("DBSIZE", "odd", 0)).isEqualTo("DBSIZE");
    // Its first argument is the script.
    assertThat(CommandText.sanitised("EVAL", "user:123", 3)).isEqualTo("EVAL ? ? ?");
    assertThat(CommandText.sanitised("DEL", "a:1", 1000))
        .isEqualTo("DEL a:?" + " ?".repeat(19) + " …");
  }

  @Test
  void knowsWhatWaitsAndWhatIsSecret() {
    assertThat(CommandText.isBlocking("BRPOP")).isTrue();
    assertThat(CommandText.isBlocking("RPOP")).isFalse();
    assertThat(CommandText.isSecret("AUTH")).isTrue();
    assertThat(CommandText.isSecret("SET")).isFalse();
  }
}
