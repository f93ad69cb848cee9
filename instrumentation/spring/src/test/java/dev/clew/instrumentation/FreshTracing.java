package dev.clew.instrumentation;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Tracing as if nothing had been initialised in this JVM, before each test and after.
public final class FreshTracing implements BeforeEachCallback, AfterEachCallback {
  @Override
  public void beforeEach(ExtensionContext context) {
    Initialization.reset();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    Initialization.reset();
  }
}
