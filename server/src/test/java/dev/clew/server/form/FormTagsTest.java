package dev.clew.server.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FormTagsTest {
  /// @param json the same tags as JSON
  record Same(String text, String json) {}

  static List<Same> logfmt() {
    return List.of(
        new Same("", "{}"),
        new Same("  ", "{ }"),
        new Same("error=true", "{\"error\":\"true\"}"),
        new Same("error", "{\"error\":\"true\"}"),
        new Same("error=true http.status_code=500", "{\"error\":true,\"http.status_code\":500}"),
        new Same(" a=b \t c=d ", "{\"a\":\"b\",\"c\":\"d\"}"),
        new Same(
            "db.statement=\"select * from User\"", "{\"db.statement\":\"select * from User\"}"),
        new Same(
            "http.url=\"http://0.0.0.0:8081/customer\\\\?customer=123\"",
            "{\"http.url\":\"http://0.0.0.0:8081/customer\\\\?customer=123\"}"),
        new Same("u=http://h/?a=b", "{\"u\":\"http://h/?a=b\"}"),
        new Same("a=\"say \\\"hi\\\"\"", "{\"a\":\"say \\\"hi\\\"\"}"),
        new Same("a= b=\"\"", "{\"a\":\"\",\"b\":\"\"}"),
        new Same("\"a b\"=c \"d=e\"=f", "{\"a b\":\"c\",\"d=e\":\"f\"}"),
        new Same("a=1 a=2", "{\"a\":\"1\",\"a\":\"2\"}"),
        new Same("a=\\", "{\"a\":\"\\\\\"}"),
        new Same("a=b{c", " {\"a\":\"b{c\"} "));
  }

  @ParameterizedTest
  @MethodSource("logfmt")
  void logfmtAndJsonSayTheSame(Same same) throws FormFault {
    assertThat(FormTags.read(same.text())).isEqualTo(FormTags.read(same.json()));
    assertThat(FormTags.json(same.json())).isEqualTo(FormTags.read(same.json()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "=a|0|0|key is missing",
        "a=b =c|4|0|key is missing",
        "a=\"b c|2|4|quote is not closed",
        "\"a b|0|4|quote is not closed",
        "{|1|0|JSON object",
        "{\"a\":}|5|1|JSON object",
        "{\"a\":\"b\"} x|10|1|JSON object",
        "{\"a\":[1]}|5|1|JSON object",
        "{\"ä\":nul}|5|4|JSON object",
      })
  void aFaultIsToldWithItsPlace(String text, int offset, int length, String problem) {
    FormFault fault = catchThrowableOfType(FormFault.class, () -> FormTags.read(text));
    assertThat(fault.problem()).contains(problem);
    assertThat(List.of(fault.field(), fault.offset(), fault.length()))
        .isEqualTo(List.of("tags", offset, length));
  }

  @Test
  void moreTagsThanTheLimitAreRefused() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i <= FormTags.MAX_TAGS; i++) {
      text.append("k").append(i).append(' ');
    }
    assertThat(catchThrowableOfType(FormFault.class, () -> FormTags.read(text.toString())))
        .hasMessage("101 tags, the limit is 100");
  }

  @Test
  void anyTextIsTagsOrAFaultWithinIt() {
    String alphabet = "ab= \"\\{}:,\n\u00e4\ud83d\udc1f";
    for (int seed = 0; seed < 200_000; seed++) {
      Random random = new Random(seed);
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(12); i > 0; i--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      try {
        Map<String, String> tags = FormTags.read(text.toString());
        assertThat(FormTags.read(FormTags.write(tags)))
            .as("seed %s: %s", seed, text)
            .isEqualTo(new TreeMap<>(tags));
      } catch (FormFault e) {
        assertThat(e.offset()).as("seed %s: %s", seed, text).isBetween(0, text.length());
        assertThat(e.offset() + e.length())
            .as("seed %s: %s", seed, text)
            .isBetween(0, text.length());
      }
    }
  }
}
