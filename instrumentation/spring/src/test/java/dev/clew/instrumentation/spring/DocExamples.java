package dev.clew.instrumentation.spring;

import dev.clew.instrumentation.ClewTracer;
import dev.clew.instrumentation.Trace;
import org.springframework.stereotype.Service;

/// The examples of `docs/library/modules.md` about Spring Boot, to be compiled and run.
interface DocExamples {
  @Service
  class Refunds {
    private final ClewTracer tracer;

    Refunds(ClewTracer tracer) {
      this.tracer = tracer;
    }

    @Trace("refund.pay")
    public String pay(String order) {
      return tracer.withSpan("refund.check", () -> "refunded " + order);
    }
  }
}
