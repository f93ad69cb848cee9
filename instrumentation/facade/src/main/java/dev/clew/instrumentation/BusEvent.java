package dev.clew.instrumentation;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.context.Context;
import java.time.Instant;

/// Something that happened, as an {@link EventBus} hands it to its subscribers.
///
/// ```java
/// bus.subscribe(event -> audit.write(event.time(), event.name(), event.traceId()));
/// ```
///
/// @param name as `job.started`
/// @param attributes what was published with it
/// @param time when it was published
/// @param traceId of the span it was published in: 32 lower-case hex digits, all zero outside any
/// @param spanId of that span: 16 lower-case hex digits, all zero outside any
/// @param context the publisher's, current while a subscriber runs
public record BusEvent(
    String name,
    Attributes attributes,
    Instant time,
    String traceId,
    String spanId,
    Context context) {}
