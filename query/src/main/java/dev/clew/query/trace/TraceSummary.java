package dev.clew.query.trace;

import dev.clew.model.TraceIds;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A whole trace in a few words.
///
/// @param traceIdHigh the first eight bytes of its id, big-endian
/// @param traceIdLow the last eight bytes of its id, big-endian
/// @param startNanos the smallest start of its spans, since 1970
/// @param endNanos the largest end of its spans, since 1970
/// @param rootService the service of the root span (the first, where there are several); null when
/// no root was received, empty when it has no service name
/// @param rootName the name of the root span; null when no root was received
/// @param spanCount how many spans were received
/// @param errorCount how many of them have the status error
/// @param orphanCount how many of them name a parent that is not in the trace, as
/// {@link TraceStructure} has it
/// @param services by name
public record TraceSummary(
    long traceIdHigh,
    long traceIdLow,
    long startNanos,
    long endNanos,
    @Nullable String rootService,
    @Nullable String rootName,
    int spanCount,
    int errorCount,
    int orphanCount,
    List<ServiceCount> services) {
  /// The id as 32 hexadecimal digits.
  public String traceId() {
    return TraceIds.traceId(traceIdHigh, traceIdLow);
  }

  /// From the first start to the last end, in nanoseconds.
  public long durationNanos() {
    return endNanos - startNanos;
  }
}
