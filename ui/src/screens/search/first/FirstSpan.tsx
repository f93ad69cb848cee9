import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { status } from '../../../api';
import { CopyButton, Tabs } from '../../../parts';
import { otlpEndpoint } from './endpoint';
import { type Snippet, snippets } from './snippets';

const POLL_MILLIS = 1500;

/** An empty store: how to send it a first span. It asks the server until one is there, and then says so. */
export function FirstSpan({ onArrival }: { readonly onArrival: () => void }) {
  const store = useQuery({
    queryKey: ['status', 'first span'],
    queryFn: ({ signal }) => status(signal),
    refetchInterval: POLL_MILLIS,
    gcTime: 0,
  });
  const received = store.data?.store?.storedSpans ?? 0;
  useEffect(() => {
    if (received > 0) {
      onArrival();
    }
  }, [received > 0]);

  const endpoint = store.data && otlpEndpoint(store.data.doors, window.location.hostname);
  return (
    <section class="first-span" aria-labelledby="first-span-title">
      <h2 id="first-span-title">Clew is ready for its first span</h2>
      {endpoint && (
        <>
          <p class="soft">
            Nothing has been received yet. Services with an OpenTelemetry SDK need one setting:{' '}
            <code>OTEL_EXPORTER_OTLP_ENDPOINT={endpoint.address}</code>. Or send a span from a terminal now;
            it appears here by itself.
          </p>
          {endpoint.onlyThere && (
            <p class="soft">
              Spans are taken only from the machine that Clew runs on. Start it with{' '}
              <code>--bind 0.0.0.0</code> to take them from others, too.
            </p>
          )}
          <Ways endpoint={endpoint.address} />
        </>
      )}
      {endpoint === null && (
        <p class="soft">
          Nothing can be received: this Clew does not listen for OTLP over HTTP. See what it printed when it
          started, and the receivers in its configuration.
        </p>
      )}
      <p class="waiting" role="status">
        <span class="waiting-dot" aria-hidden="true" /> Waiting for the first span
      </p>
    </section>
  );
}

/** The ways to send a span, one tab each. */
function Ways({ endpoint }: { readonly endpoint: string }) {
  const [copies, setCopies] = useState(0);
  const ways: readonly Snippet[] = useMemo(() => snippets(endpoint), [endpoint, copies]);
  const [language, setLanguage] = useState(ways[0].language);
  const way = ways.find((other) => other.language === language)!;
  return (
    <Tabs
      label="Languages"
      tabs={ways.map((other) => ({ id: other.language, label: other.language }))}
      chosen={language}
      onChoose={setLanguage}
    >
      <div class="snippet">
        <div class="snippet-head">
          <span class="soft">{way.needs}</span>
          <CopyButton
            what={`commands for ${way.language}`}
            text={() => {
              setTimeout(() => setCopies((count) => count + 1));
              return way.text;
            }}
          >
            Copy
          </CopyButton>
        </div>
        <pre tabIndex={0} aria-label={`Commands for ${way.language}`}>
          {way.text}
        </pre>
      </div>
    </Tabs>
  );
}
