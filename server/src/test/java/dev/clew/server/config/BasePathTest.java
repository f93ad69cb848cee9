package dev.clew.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BasePathTest {
  @ParameterizedTest
  @CsvSource({"'',''", "/,''", "/clew,/clew", "/clew/,/clew", "/a/b-c_d~e.f,/a/b-c_d~e.f"})
  void aPathIsBroughtToOneForm(String text, String path) {
    assertThat(BasePath.parse(text)).isEqualTo(path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"clew", "//", "/a//b", "/..", "/a/./b", "/a b", "/<b>", "/\"", "http://host/clew"})
  void whatIsNoPathIsNamed(String text) {
    assertThatThrownBy(() -> BasePath.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "'");
  }
}
