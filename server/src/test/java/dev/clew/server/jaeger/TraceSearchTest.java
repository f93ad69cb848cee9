package dev.clew.server.jaeger;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.common.QueryParams;
import org.junit.jupiter.api.Test;

class TraceSearchTest {
  private static final long NOW = 1_700_000_000_000_000_000L;

  private static TraceSearch legacy(String... namesAndValues) {
    return LegacyParameters.search(new Parameters(params(namesAndValues)), NOW);
  }

  private static QueryParams params(String... namesAndValues) {
    var params = QueryParams.builder();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      params.add(namesAndValues[i], namesAndValues[i + 1]);
    }
    return params.build();
  }

  @Test
  void serviceOperationAndDurationsHoldOfOneSpan() {
    TraceSearch search =
        legacy("service", "a", "operation", "b", "minDuration", "1.5ms", "maxDuration", "2s");
    assertThat(search.form().toQuery())
        .hasToString(
            "{ resource.service.name = \"a\" && name = \"b\" && duration >= 1.5ms && duration <="
                + " 2s }");
  }

  @Test
  void withoutTimesTheFormLooksBackTwoDays() {
    TraceSearch search = legacy("service", "a");
    assertThat(search.endNanos()).isEqualTo(NOW);
    assertThat(search.startNanos()).isEqualTo(NOW - 2 * 86_400_000_000_000L);
    assertThat(search.limit()).isEqualTo(100);
  }

  @Test
  void aTagIsLookedForAsTextAndAsNumberWhereverJaegerShowsTags() {
    assertThat(legacy("service", "a", "tag", "http.status_code:200").form().toQuery().toString())
        .contains("span.http.status_code = \"200\"")
        .contains("span.http.status_code = 200")
        .contains("resource.http.status_code = 200")
        .contains("event.http.status_code = 200");
  }

  @Test
  void tagsCanBeJsonAndHoldAnyCharacter() {
    assertThat(legacy("service", "a", "tags", "{\"we ird\\\"}\":\"x\\\"} || {\"}").form().toQuery())
        .hasToString(
            legacy("service", "a", "tag", "we ird\"}:x\"} || {").form().toQuery().toString());
  }

  @Test
  void errorTrueMeansTheStatusOrATruthyAttribute() {
    assertThat(legacy("service", "a", "tags", "{\"error\":\"true\"}").form().toQuery().toString())
        .contains("status = error")
        .contains("span.error != \"false\"");
  }
}
