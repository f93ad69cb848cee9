// A page that logs its user in at a server of another origin, traced by Faro as its manual says: what Faro observes
// goes to its collector, and the spans go to Clew.
// Usage: page.html?backend=ORIGIN&collect=URL&traces=URL&report=URL

import { initializeFaro } from '@grafana/faro-web-sdk';
import { FaroMetaAttributesSpanProcessor, TracingInstrumentation } from '@grafana/faro-web-tracing';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { BatchSpanProcessor } from '@opentelemetry/sdk-trace-web';

const { backend, collect, traces, report } = Object.fromEntries(new URLSearchParams(location.search));

const faro = initializeFaro({
  url: collect,
  app: { name: 'trademachine-page', version: '2.0.1' },
  ignoreUrls: [traces],
});
const exporter = new BatchSpanProcessor(new OTLPTraceExporter({ url: traces }), {
  scheduledDelayMillis: 100,
});
faro.instrumentations.add(
  new TracingInstrumentation({
    spanProcessor: new FaroMetaAttributesSpanProcessor(exporter, faro.metas),
    instrumentationOptions: { propagateTraceHeaderCorsUrls: [new RegExp(`^${backend}/`)] },
  }),
);

async function logIn() {
  const answer = await fetch(`${backend}/auth/login`, {
    method: 'POST',
    headers: { 'x-user-id': 'user-7' },
    body: '{}',
  });
  return { status: answer.status, traceparent: answer.headers.get('traceparent') };
}

// A beacon is not traced.
logIn().then(
  (outcome) => navigator.sendBeacon(report, JSON.stringify(outcome)),
  (error) => navigator.sendBeacon(report, JSON.stringify({ error: String(error) })),
);
