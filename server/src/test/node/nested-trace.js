'use strict';

// A request with a nested call that fails, under sdk-node configured by OTEL_* variables alone.
// Prints the spans as the SDK holds them. The argument says how many times, 1 where it is left out.

const { NodeSDK } = require('@opentelemetry/sdk-node');
const { ROOT_CONTEXT, SpanKind, SpanStatusCode, context, trace } = require('@opentelemetry/api');
const { print } = require('./describe');

const sdk = new NodeSDK();
sdk.start();

const tracer = trace.getTracer('checkout', '1.4.2');
const spans = [];

function inSpan(name, options, work) {
  return tracer.startActiveSpan(name, options, (span) => {
    spans.push(span);
    try {
      return work(span);
    } catch (error) {
      span.recordException(error);
      span.setStatus({ code: SpanStatusCode.ERROR, message: error.message });
      return undefined;
    } finally {
      span.end();
    }
  });
}

function order() {
  const earlier = tracer.startSpan('earlier order', {}, ROOT_CONTEXT);
  earlier.end();
  spans.push(earlier);

  context.with(ROOT_CONTEXT, () => {
    inSpan(
      'POST /orders',
      {
        kind: SpanKind.SERVER,
        attributes: { 'http.request.method': 'POST', 'http.route': '/orders' },
        links: [{ context: earlier.spanContext(), attributes: { reason: 'same basket' } }],
      },
      (request) => {
        request.setAttribute('order.total', 12.5);
        request.setAttribute('order.items', 3);
        request.setAttribute('order.express', false);
        request.setAttribute('order.note', 'größer als 7 – «ça va» 🧶');
        request.setAttribute('order.skus', ['a-1', '', 'b-2']);
        request.setAttribute('order.prices', [1.5, 2.25]);
        request.setAttribute('order.empty', '');
        request.addEvent('validated', { rules: 4 });
        inSpan('reserve stock', { kind: SpanKind.INTERNAL }, () => {
          inSpan('POST warehouse', { kind: SpanKind.CLIENT }, () => {
            throw new TypeError('warehouse does not answer');
          });
        });
      },
    );
  });
}

const rounds = Number(process.argv[2] ?? 1);
for (let round = 0; round < rounds; round++) {
  order();
}

sdk.shutdown().then(
  () => print(spans),
  (error) => {
    console.error(error);
    process.exitCode = 1;
  },
);
