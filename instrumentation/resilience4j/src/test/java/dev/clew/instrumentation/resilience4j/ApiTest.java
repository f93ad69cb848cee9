package dev.clew.instrumentation.resilience4j;

import dev.clew.instrumentation.fixtures.PublicApi;
import org.junit.jupiter.api.Test;

class ApiTest {
  @Test
  void isTheOneWrittenDown() throws Exception {
    PublicApi.assertUnchanged(TracedCircuitBreaker.class);
  }
}
