// Reads {"library", "headers"} a line, and answers a line with what that library makes of the headers: the ids of the
// parent, whether it is kept, and the headers that the library itself writes below it. null where it finds no parent.
'use strict';

process.env.DD_TRACE_PROPAGATION_STYLE = 'datadog';
process.env.DD_INSTRUMENTATION_TELEMETRY_ENABLED = 'false';
process.env.DD_REMOTE_CONFIGURATION_ENABLED = 'false';
process.env.DD_TRACE_STARTUP_LOGS = 'false';

const readline = require('node:readline');
const { ROOT_CONTEXT, TraceFlags, defaultTextMapGetter, defaultTextMapSetter, trace } = require('@opentelemetry/api');
const { W3CTraceContextPropagator } = require('@opentelemetry/core');
const { AWSXRayPropagator } = require('@opentelemetry/propagator-aws-xray');
const { B3InjectEncoding, B3Propagator } = require('@opentelemetry/propagator-b3');
const { JaegerPropagator } = require('@opentelemetry/propagator-jaeger');

function ofOpenTelemetry(propagator) {
  return (headers) => {
    const context = propagator.extract(ROOT_CONTEXT, headers, defaultTextMapGetter);
    const parent = trace.getSpanContext(context);
    if (!parent) {
      return null;
    }
    const sent = {};
    propagator.inject(context, sent, defaultTextMapSetter);
    return {
      traceId: parent.traceId,
      spanId: parent.spanId,
      kept: (parent.traceFlags & TraceFlags.SAMPLED) !== 0,
      sentSpanId: parent.spanId,
      sent,
    };
  };
}

function ofDatadog() {
  const tracer = require('dd-trace').init({ flushInterval: 3_600_000, plugins: false });
  return (headers) => {
    const parent = tracer.extract('http_headers', headers);
    if (!parent) {
      return null;
    }
    const span = tracer.startSpan('below', { childOf: parent });
    const sent = {};
    tracer.inject(span, 'http_headers', sent);
    return {
      traceId: parent.toTraceId(true),
      spanId: parent.toSpanId(true),
      kept: Number(sent['x-datadog-sampling-priority']) > 0,
      sentSpanId: span.context().toSpanId(true),
      sent,
    };
  };
}

function ofJaegerClient() {
  const { initTracer } = require('jaeger-client');
  const tracer = initTracer(
    { serviceName: 'headers', sampler: { type: 'const', param: 1 } },
    { reporter: { report() {}, close() {}, setProcess() {} } },
  );
  return (headers) => {
    const parent = tracer.extract('http_headers', headers);
    if (!parent || !parent.isValid) {
      return null;
    }
    const span = tracer.startSpan('below', { childOf: parent });
    const sent = {};
    tracer.inject(span, 'http_headers', sent);
    return {
      traceId: parent.traceIdStr.padStart(32, '0'),
      spanId: parent.spanIdStr.padStart(16, '0'),
      kept: parent.isSampled(),
      sentSpanId: span.context().spanIdStr.padStart(16, '0'),
      sent,
    };
  };
}

const libraries = {
  tracecontext: ofOpenTelemetry(new W3CTraceContextPropagator()),
  b3: ofOpenTelemetry(new B3Propagator({ injectEncoding: B3InjectEncoding.SINGLE_HEADER })),
  b3multi: ofOpenTelemetry(new B3Propagator({ injectEncoding: B3InjectEncoding.MULTI_HEADER })),
  jaeger: ofOpenTelemetry(new JaegerPropagator()),
  'jaeger-client': ofJaegerClient(),
  xray: ofOpenTelemetry(new AWSXRayPropagator()),
  datadog: ofDatadog(),
};

readline
  .createInterface({ input: process.stdin })
  .on('line', (line) => {
    const { library, headers } = JSON.parse(line);
    process.stdout.write(`${JSON.stringify(libraries[library](headers))}\n`);
  })
  .on('close', () => process.exit(0));
