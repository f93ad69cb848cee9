'use strict';

// An exporter that is given the endpoint variable as its whole url, as one team's tracing set-up has
// it: the client then posts to the path `/` (T4). Prints the span as the SDK holds it.

const { NodeSDK } = require('@opentelemetry/sdk-node');
const { OTLPTraceExporter } = require('@opentelemetry/exporter-trace-otlp-http');
const { trace } = require('@opentelemetry/api');
const { print } = require('./describe');

const sdk = new NodeSDK({
  traceExporter: new OTLPTraceExporter({ url: process.env.OTEL_EXPORTER_OTLP_ENDPOINT }),
});
sdk.start();
const span = trace.getTracer('exporter-url').startSpan('job submitted');
span.setAttribute('job.priority', 5);
span.end();
sdk.shutdown().then(
  () => print([span]),
  (error) => {
    console.error(error);
    process.exitCode = 1;
  },
);
