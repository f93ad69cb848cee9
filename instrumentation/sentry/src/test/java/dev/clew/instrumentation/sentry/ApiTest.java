package dev.clew.instrumentation.sentry;

import dev.clew.instrumentation.fixtures.PublicApi;
import org.junit.jupiter.api.Test;

class ApiTest {
  @Test
  void isTheOneWrittenDown() throws Exception {
    PublicApi.assertUnchanged(TracedSentry.class);
  }
}
