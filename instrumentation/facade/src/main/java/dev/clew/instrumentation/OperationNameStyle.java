package dev.clew.instrumentation;

import java.util.Locale;

/// The styles that {@link OperationNames} offers, explained there.
enum OperationNameStyle implements OperationNames {
  DOTTED,
  DOTTED_KEYS,
  SPACED,
  PLAIN,
  PLAIN_TARGET,
  VERB_OBJECT;

  @Override
  public String cache(String operation, String type, String key) {
    return switch (this) {
      case DOTTED, PLAIN, PLAIN_TARGET -> "cache." + operation;
      case DOTTED_KEYS -> "cache." + operation + "." + key;
      case SPACED -> "cache." + operation + " " + key;
      case VERB_OBJECT -> type + "-" + operation;
    };
  }

  @Override
  public String database(String operation, String table) {
    return switch (this) {
      case DOTTED, DOTTED_KEYS ->
          "db." + operation.toLowerCase(Locale.ROOT) + (table.isEmpty() ? "" : "." + table);
      case SPACED -> "db." + operation + (table.isEmpty() ? "" : " " + table);
      case PLAIN -> "db.query";
      case PLAIN_TARGET -> "db.query" + (table.isEmpty() ? "" : "." + table);
      case VERB_OBJECT -> "db-query";
    };
  }

  @Override
  public String external(String method, String service, String endpoint) {
    return switch (this) {
      case DOTTED, DOTTED_KEYS -> "http." + method.toLowerCase(Locale.ROOT) + "." + service;
      case SPACED -> "HTTP " + method + " " + service + endpoint;
      case PLAIN -> "http.request";
      case PLAIN_TARGET -> "http.request." + service;
      case VERB_OBJECT -> "http-request";
    };
  }
}
