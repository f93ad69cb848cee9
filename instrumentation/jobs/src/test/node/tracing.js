'use strict';
// What a service in Node has: an OpenTelemetry SDK with the W3C's propagator. Ended spans are printed, one a line.

const { context, propagation, trace } = require('@opentelemetry/api');
const { W3CTraceContextPropagator } = require('@opentelemetry/core');
const { BasicTracerProvider, SimpleSpanProcessor } = require('@opentelemetry/sdk-trace-base');

const printer = {
  export(spans, done) {
    for (const span of spans) {
      const { traceId, spanId } = span.spanContext();
      console.log([span.name, traceId, spanId, span.parentSpanContext?.spanId ?? ''].join(' '));
    }
    done({ code: 0 });
  },
  shutdown: async () => {},
};

const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(printer)] });
propagation.setGlobalPropagator(new W3CTraceContextPropagator());

/** Does what the function does in a span below the given context. */
exports.inSpan = async (name, parent, body) => {
  const span = provider.getTracer('node-worker').startSpan(name, {}, parent);
  try {
    await body(trace.setSpan(parent, span));
  } finally {
    span.end();
  }
};

exports.root = context.active();
exports.extract = (carrier) => propagation.extract(exports.root, carrier);
exports.inject = (from) => {
  const carrier = {};
  propagation.inject(from, carrier);
  return carrier;
};
