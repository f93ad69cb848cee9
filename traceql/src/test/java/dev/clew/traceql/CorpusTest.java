package dev.clew.traceql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The parser and the printer against the shared examples.
class CorpusTest {
  @ParameterizedTest
  @MethodSource("dev.clew.traceql.Corpus#valid")
  void readsValidQueries(Corpus.Example example) {
    Query query = TraceQl.parse(example.query());
    assertThat(query).hasToString(example.expected());
    assertThat(TraceQl.parse(example.expected())).isEqualTo(query);
  }

  @ParameterizedTest
  @MethodSource("dev.clew.traceql.Corpus#invalid")
  void placesAndExplainsErrors(Corpus.Example example) {
    TraceQlException error =
        catchThrowableOfType(TraceQlException.class, () -> TraceQl.parse(example.query()));
    assertThat(error).as("the error of " + example).isNotNull();
    String place = "parse error at line " + error.line() + ", col " + error.column() + ": ";
    assertThat(error).hasMessageStartingWith(place);
    String problem = String.valueOf(error.getMessage()).substring(place.length());
    assertThat(error.line() + ":" + error.column() + "+" + error.length() + " " + problem)
        .isEqualTo(example.expected());
    assertThat(error.offset()).isEqualTo(offset(example.query(), error.line(), error.column()));
  }

  private static int offset(String query, int line, int column) {
    int lineStart = 0;
    for (int i = 1; i < line; i++) {
      lineStart = query.indexOf('\n', lineStart) + 1;
    }
    return lineStart + column - 1;
  }
}
