package dev.clew.instrumentation;

import io.opentelemetry.api.common.AttributeKey;

/// Keys of attributes that {@link Operations} and applications set, with the type of their values.
///
/// ```java
/// Tracing.setSpanAttributes(SemanticAttributes.USER_ID, userId, SemanticAttributes.FILE_COUNT, 5);
/// ```
///
/// Those of HTTP and databases are OpenTelemetry's current ones, unless they say that they are
/// older.
///
/// @see <a href="https://opentelemetry.io/docs/specs/semconv/registry/attributes/">OpenTelemetry's
///     registry</a>
public final class SemanticAttributes {
  /// The category of an operation: `database`, `cache`, `circuit_breaker`.
  public static final AttributeKey<String> OPERATION_TYPE =
      AttributeKey.stringKey("operation.type");

  /// The name of an operation on files, as `upload`.
  public static final AttributeKey<String> OPERATION = AttributeKey.stringKey("operation");

  /// How long an operation took, in seconds.
  public static final AttributeKey<Double> DURATION_SECONDS =
      AttributeKey.doubleKey("duration_seconds");

  /// Whom the work is for.
  public static final AttributeKey<String> USER_ID = AttributeKey.stringKey("user.id");

  /// The user's e-mail address; it is personal data.
  public static final AttributeKey<String> USER_EMAIL = AttributeKey.stringKey("user.email");

  /// Whether the user is an administrator.
  public static final AttributeKey<Boolean> USER_IS_ADMIN =
      AttributeKey.booleanKey("user.is_admin");

  /// What the user has subscribed to.
  public static final AttributeKey<String> USER_SUBSCRIPTION =
      AttributeKey.stringKey("user.subscription");

  /// How the user proved who they are, as `session`.
  public static final AttributeKey<String> AUTH_METHOD = AttributeKey.stringKey("auth.method");

  /// What ties a request to others that are about the same thing.
  public static final AttributeKey<String> CORRELATION_ID =
      AttributeKey.stringKey("correlation.id");

  /// What an operation of the business is about, as `trade`.
  public static final AttributeKey<String> BUSINESS_ENTITY =
      AttributeKey.stringKey("business.entity");

  /// The kind of that entity.
  public static final AttributeKey<String> BUSINESS_ENTITY_TYPE =
      AttributeKey.stringKey("business.entity.type");

  /// Which one of its kind.
  public static final AttributeKey<String> BUSINESS_ENTITY_ID =
      AttributeKey.stringKey("business.entity.id");

  /// The method of a request.
  public static final AttributeKey<String> HTTP_REQUEST_METHOD =
      AttributeKey.stringKey("http.request.method");

  /// The status code of an answer.
  public static final AttributeKey<Long> HTTP_RESPONSE_STATUS_CODE =
      AttributeKey.longKey("http.response.status_code");

  /// The pattern of the path, as `/users/{id}`.
  public static final AttributeKey<String> HTTP_ROUTE = AttributeKey.stringKey("http.route");

  /// The URL of a request.
  public static final AttributeKey<String> URL_FULL = AttributeKey.stringKey("url.full");

  /// The method of a request; the older name.
  public static final AttributeKey<String> HTTP_METHOD = AttributeKey.stringKey("http.method");

  /// The URL of a request; the older name.
  public static final AttributeKey<String> HTTP_URL = AttributeKey.stringKey("http.url");

  /// The status code of an answer; the older name.
  public static final AttributeKey<Long> HTTP_STATUS_CODE =
      AttributeKey.longKey("http.status_code");

  /// The kind of database, as `postgresql`.
  public static final AttributeKey<String> DB_SYSTEM_NAME =
      AttributeKey.stringKey("db.system.name");

  /// The name of a database.
  public static final AttributeKey<String> DB_NAMESPACE = AttributeKey.stringKey("db.namespace");

  /// What is done with a table, as `INSERT`.
  public static final AttributeKey<String> DB_OPERATION_NAME =
      AttributeKey.stringKey("db.operation.name");

  /// The table.
  public static final AttributeKey<String> DB_COLLECTION_NAME =
      AttributeKey.stringKey("db.collection.name");

  /// The statement, without values.
  public static final AttributeKey<String> DB_QUERY_TEXT = AttributeKey.stringKey("db.query.text");

  /// The kind of database; the older name.
  public static final AttributeKey<String> DB_SYSTEM = AttributeKey.stringKey("db.system");

  /// The name of a database; the older name.
  public static final AttributeKey<String> DB_NAME = AttributeKey.stringKey("db.name");

  /// What is done with a table; the older name.
  public static final AttributeKey<String> DB_OPERATION = AttributeKey.stringKey("db.operation");

  /// The table, as applications call it.
  public static final AttributeKey<String> DB_TABLE = AttributeKey.stringKey("db.table");

  /// The statement, without values; the older name.
  public static final AttributeKey<String> DB_STATEMENT = AttributeKey.stringKey("db.statement");

  /// How long a database took, in milliseconds.
  public static final AttributeKey<Double> DB_DURATION = AttributeKey.doubleKey("db.duration");

  /// The table, in the events of an operation's caller.
  public static final AttributeKey<String> DATABASE_TABLE =
      AttributeKey.stringKey("database.table");

  /// What is done with it, in the events of an operation's caller.
  public static final AttributeKey<String> DATABASE_OPERATION =
      AttributeKey.stringKey("database.operation");

  /// What is done with a cache, as `get`.
  public static final AttributeKey<String> CACHE_OPERATION =
      AttributeKey.stringKey("cache.operation");

  /// The kind of cache, as `redis` or `memory`.
  public static final AttributeKey<String> CACHE_TYPE = AttributeKey.stringKey("cache.type");

  /// The key with `?` in place of values.
  public static final AttributeKey<String> CACHE_KEY_PATTERN =
      AttributeKey.stringKey("cache.key_pattern");

  /// Whether what was looked for was there.
  public static final AttributeKey<Boolean> CACHE_HIT = AttributeKey.booleanKey("cache.hit");

  /// The name of a circuit breaker.
  public static final AttributeKey<String> CIRCUIT_BREAKER_NAME =
      AttributeKey.stringKey("circuit_breaker.name");

  /// The service behind it.
  public static final AttributeKey<String> CIRCUIT_BREAKER_SERVICE =
      AttributeKey.stringKey("circuit_breaker.service");

  /// `success`, `failure`, `timeout` or `not_permitted`.
  public static final AttributeKey<String> CIRCUIT_BREAKER_RESULT =
      AttributeKey.stringKey("circuit_breaker.result");

  /// Its state before the call: `closed`, `open`, `half_open`.
  public static final AttributeKey<String> CIRCUIT_BREAKER_STATE =
      AttributeKey.stringKey("circuit_breaker.state");

  /// The fallback that answered instead.
  public static final AttributeKey<String> CIRCUIT_BREAKER_FALLBACK =
      AttributeKey.stringKey("circuit_breaker.fallback");

  /// A service of others.
  public static final AttributeKey<String> EXTERNAL_SERVICE =
      AttributeKey.stringKey("external.service");

  /// What of it is called.
  public static final AttributeKey<String> EXTERNAL_ENDPOINT =
      AttributeKey.stringKey("external.endpoint");

  /// The tier whose limit applies.
  public static final AttributeKey<String> RATE_LIMIT_TIER =
      AttributeKey.stringKey("rate_limit.tier");

  /// What is limited.
  public static final AttributeKey<String> RATE_LIMIT_OPERATION =
      AttributeKey.stringKey("rate_limit.operation");

  /// Whether the request may go on.
  public static final AttributeKey<Boolean> RATE_LIMIT_ALLOWED =
      AttributeKey.booleanKey("rate_limit.allowed");

  /// How many more may follow now.
  public static final AttributeKey<Long> RATE_LIMIT_REMAINING =
      AttributeKey.longKey("rate_limit.remaining");

  /// What a validation found.
  public static final AttributeKey<Boolean> VALIDATION_IS_VALID =
      AttributeKey.booleanKey("validation.isValid");

  /// The name of a file.
  public static final AttributeKey<String> FILE_NAME = AttributeKey.stringKey("file.name");

  /// How many files.
  public static final AttributeKey<Long> FILE_COUNT = AttributeKey.longKey("file.count");

  /// The size of a file, in bytes.
  public static final AttributeKey<Long> FILE_SIZE_BYTES = AttributeKey.longKey("file.size_bytes");

  /// The media type of a file.
  public static final AttributeKey<String> FILE_CONTENT_TYPE =
      AttributeKey.stringKey("file.content_type");

  /// The size of all files, in megabytes of a million bytes.
  public static final AttributeKey<Double> FILE_TOTAL_SIZE_MB =
      AttributeKey.doubleKey("file.total_size_mb");

  /// The key of an object in S3.
  public static final AttributeKey<String> S3_KEY = AttributeKey.stringKey("s3.key");

  /// The kind of an error, as `timeout`.
  public static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");

  /// What an error says.
  public static final AttributeKey<String> ERROR_MESSAGE = AttributeKey.stringKey("error.message");

  /// What kind of code a span is of, as `middleware`.
  public static final AttributeKey<String> LAYER_TYPE = AttributeKey.stringKey("layer.type");

  private SemanticAttributes() {}
}
