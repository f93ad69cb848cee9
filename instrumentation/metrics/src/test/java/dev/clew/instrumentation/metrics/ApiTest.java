package dev.clew.instrumentation.metrics;

import dev.clew.instrumentation.fixtures.PublicApi;
import org.junit.jupiter.api.Test;

class ApiTest {
  @Test
  void isTheOneWrittenDown() throws Exception {
    PublicApi.assertUnchanged(TracedCounter.class);
  }
}
