'use strict';

// The exporter package of 2021, which still writes `instrumentationLibrarySpans` (T3). Times pass
// through JavaScript numbers there and are rounded. Prints the span as the SDK holds it.

const { OTLPTraceExporter } = require('@opentelemetry/exporter-otlp-http');
const { BasicTracerProvider, SimpleSpanProcessor } = require('@opentelemetry/sdk-trace-base');
const { Resource } = require('@opentelemetry/resources');
const { print } = require('./describe');

const exporter = new OTLPTraceExporter({
  url: process.env.OTEL_EXPORTER_OTLP_ENDPOINT + '/v1/traces',
});
const provider = new BasicTracerProvider({
  resource: new Resource({ 'service.name': process.env.OTEL_SERVICE_NAME }),
});
provider.addSpanProcessor(new SimpleSpanProcessor(exporter));
const span = provider.getTracer('queue', '0.9.0').startSpan('job finished');
span.setAttribute('job.attempts', 2);
span.end();
provider
  .shutdown()
  .then(() => exporter.shutdown())
  .then(
    () => print([span]),
    (error) => {
      console.error(error);
      process.exitCode = 1;
    },
  );
