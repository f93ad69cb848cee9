package dev.clew.server.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptedCodingsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"br", "gzip, BR", "gzip;q=1.0, br ; q=0.5", "*", "gzip, *;q=0.1", "br,*;q=0"})
  void aCodingIsTakenByItsNameOrByTheStar(String header) {
    assertThat(AcceptedCodings.accepts(header, "br")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "gzip", "br;q=0", "br; q=0.000", "*;q=0", "*, br;q=0", "brotli", "identity"})
  void aCodingIsRefusedByItsWeightOrBySilence(String header) {
    assertThat(AcceptedCodings.accepts(header, "br")).isFalse();
  }

  @Test
  void noHeaderTakesNoCoding() {
    assertThat(AcceptedCodings.accepts(null, "gzip")).isFalse();
  }
}
