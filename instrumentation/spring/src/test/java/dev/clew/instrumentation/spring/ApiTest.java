package dev.clew.instrumentation.spring;

import dev.clew.instrumentation.fixtures.PublicApi;
import org.junit.jupiter.api.Test;

class ApiTest {
  @Test
  void isTheOneWrittenDown() throws Exception {
    PublicApi.assertUnchanged(TracingAutoConfiguration.class);
  }
}
