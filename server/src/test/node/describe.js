'use strict';

// A finished span as plain JSON with integers as text: what the tests compare Clew's answer with.

function nanos([seconds, rest]) {
  return (BigInt(seconds) * 1000000000n + BigInt(rest)).toString();
}

function describe(span) {
  const context = span.spanContext();
  const scope = span.instrumentationScope ?? span.instrumentationLibrary;
  return {
    traceId: context.traceId,
    spanId: context.spanId,
    traceFlags: context.traceFlags,
    traceState: context.traceState?.serialize() ?? '',
    parentSpanId: span.parentSpanContext?.spanId ?? span.parentSpanId ?? '',
    name: span.name,
    kind: span.kind + 1, // the API counts from INTERNAL = 0, OTLP from INTERNAL = 1
    start: nanos(span.startTime),
    end: nanos(span.endTime),
    statusCode: [0, 1, 2][span.status.code],
    statusMessage: span.status.message ?? '',
    attributes: span.attributes,
    events: span.events.map((event) => ({
      name: event.name,
      time: nanos(event.time),
      attributes: event.attributes ?? {},
    })),
    droppedAttributes: span.droppedAttributesCount ?? 0,
    droppedEvents: span.droppedEventsCount ?? 0,
    droppedLinks: span.droppedLinksCount ?? 0,
    links: span.links.map((link) => ({
      traceId: link.context.traceId,
      spanId: link.context.spanId,
      traceFlags: link.context.traceFlags,
      traceState: link.context.traceState?.serialize() ?? '',
      attributes: link.attributes ?? {},
    })),
    resource: span.resource.attributes,
    scope: { name: scope.name, version: scope.version ?? '' },
  };
}

// Prints the spans that were sampled, so those that were sent.
function print(spans) {
  const sampled = spans.filter((span) => span.spanContext().traceFlags & 1);
  process.stdout.write(JSON.stringify(sampled.map(describe)) + '\n');
}

module.exports = { print };
