package dev.clew.instrumentation.http;

/// The HTTP answer to a request that failed with an exception.
///
/// ```java
/// HttpTracing.builder()
///     .errorAnswer(error -> ErrorAnswer.json(500, "{\"error\":\"Failed to create order\"}"));
/// ```
///
/// @param status 400 to 599
/// @param contentType as `application/json`
/// @param body sent as UTF-8
public record ErrorAnswer(int status, String contentType, String body) {
  /// An answer in JSON.
  ///
  /// ```java
  /// ErrorAnswer.json(404, "{\"error\":\"no such order\"}");
  /// ```
  public static ErrorAnswer json(int status, String body) {
    return new ErrorAnswer(status, "application/json", body);
  }
}
