package dev.clew.instrumentation.spi.processing;

import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;

/// What counts as an error in a span.
public final class Failure {
  private Failure() {}

  /// Whether a span has the status ERROR, or recorded an exception.
  ///
  /// ```java
  /// boolean keep = Failure.isIn(span.toSpanData());
  /// ```
  public static boolean isIn(SpanData span) {
    if (span.getStatus().getStatusCode() == StatusCode.ERROR) {
      return true;
    }
    List<EventData> events = span.getEvents();
    for (int i = 0; i < events.size(); i++) {
      if (events.get(i).getName().equals("exception")) {
        return true;
      }
    }
    return false;
  }
}
