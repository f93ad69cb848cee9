package dev.clew.instrumentation;

/// How the spans of {@link Operations} are named.
///
/// ```java
/// Tracing.init(TracingOptions.builder().operationNames(OperationNames.SPACED).build());
/// ```
///
/// A good name is one of few, so that spans can be counted by it. Those that contain a key or a
/// path say so, and are for those who want them.
public interface OperationNames {
  /// `cache.get`, `db.select.users`, `http.get.user-service`; the default.
  OperationNames DOTTED = OperationNameStyle.DOTTED;

  /// `cache.get.user:123`, `db.select.users`, `http.get.user-service`; contains the key.
  OperationNames DOTTED_KEYS = OperationNameStyle.DOTTED_KEYS;

  /// `cache.get user:123`, `db.SELECT users`, `HTTP GET user-service:3001/validate`; contains key
  /// and endpoint.
  OperationNames SPACED = OperationNameStyle.SPACED;

  /// `cache.get`, `db.query`, `http.request`.
  OperationNames PLAIN = OperationNameStyle.PLAIN;

  /// `cache.get`, `db.query.users`, `http.request.user-service`.
  OperationNames PLAIN_TARGET = OperationNameStyle.PLAIN_TARGET;

  /// `redis-get`, `db-query`, `http-request`.
  OperationNames VERB_OBJECT = OperationNameStyle.VERB_OBJECT;

  /// The name of a cache operation's span.
  ///
  /// ```java
  /// OperationNames.SPACED.cache("get", "redis", "user:123"); // "cache.get user:123"
  /// ```
  ///
  /// @param operation as `get`
  /// @param type as `redis`
  String cache(String operation, String type, String key);

  /// The name of a database operation's span.
  ///
  /// ```java
  /// OperationNames.DOTTED.database("SELECT", "users"); // "db.select.users"
  /// ```
  ///
  /// @param operation as `SELECT`
  /// @param table empty where there is none
  String database(String operation, String table);

  /// The name of an external call's span.
  ///
  /// ```java
  /// OperationNames.DOTTED.external("GET", "user-service", "/users"); // "http.get.user-service"
  /// ```
  ///
  /// @param method as `GET`
  String external(String method, String service, String endpoint);
}
