package dev.clew.instrumentation;

import java.util.function.Supplier;

/// Names that somebody chose, which may throw, and which affect the application in no way then.
///
/// @param chosen who names the spans
record GuardedNames(OperationNames chosen) implements OperationNames {
  @Override
  public String cache(String operation, String type, String key) {
    return orElse("cache." + operation, () -> chosen.cache(operation, type, key));
  }

  @Override
  public String database(String operation, String table) {
    return orElse("db." + operation, () -> chosen.database(operation, table));
  }

  @Override
  public String external(String method, String service, String endpoint) {
    return orElse("http." + service, () -> chosen.external(method, service, endpoint));
  }

  private static String orElse(String plain, Supplier<String> name) {
    try {
      return name.get();
    } catch (RuntimeException e) {
      TelemetryLog.failed("naming span '" + plain + "'", e);
      return plain;
    }
  }
}
