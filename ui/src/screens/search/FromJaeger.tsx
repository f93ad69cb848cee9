import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'preact/hooks';
import { parseForm } from '../../api';
import { ErrorPanel, useTitle } from '../../parts';
import { addressOf, go, searchAddress } from '../../url';
import { QueryBar } from './form/QueryBar';
import type { JaegerLink, JaegerTrace } from './jaegerLink';
import { FIRST_QUESTION, type Question, writeQuestion } from './question';
import { ALL } from './range/timeRange';

/**
 * A search that a link made by Jaeger's UI asks for: its form becomes a query, and its address that of the same search
 * here. A form that cannot be read is shown, with the fault at its field.
 */
export function FromJaeger({ link }: { readonly link: JaegerLink }) {
  useTitle('Search');
  const meaning = useQuery({
    queryKey: ['form', link.fields],
    queryFn: ({ signal }) => parseForm(link.fields, signal),
  });
  const asked: Question = { ...FIRST_QUESTION, range: link.range, limit: link.limit };
  const query = meaning.data?.valid ? meaning.data.query : null;
  useEffect(() => {
    if (query !== null) {
      replaceWith({ ...asked, query });
    }
  }, [query]);
  return (
    <main id="content" class="search">
      <h1 class="unseen">Search</h1>
      {meaning.data?.valid === false && (
        <QueryBar
          question={asked}
          fields={link.fields}
          error={null}
          busy={false}
          onFind={replaceWith}
          onAsk={replaceWith}
        />
      )}
      {meaning.error && (
        <ErrorPanel
          title="What the link asks for could not be read"
          error={meaning.error}
          onRetry={() => void meaning.refetch()}
        />
      )}
    </main>
  );
}

function replaceWith(question: Question): void {
  go(searchAddress(writeQuestion(question)), 'replace');
}

/** Traces that a link made by Jaeger's UI names: one is opened, several are found by their ids. */
export function TracesFromJaeger({ traces }: { readonly traces: readonly JaegerTrace[] }) {
  useEffect(() => {
    const [{ traceId, spanIds }, ...others] = traces;
    if (others.length === 0) {
      const find = spanIds.length === 0 ? undefined : new URLSearchParams({ uiFind: spanIds.join(' ') });
      go(addressOf(`/trace/${traceId}`, find), 'replace');
    } else {
      const ids = traces.map((trace) => `trace:id = "${trace.traceId}"`);
      replaceWith({ ...FIRST_QUESTION, query: `{ ${ids.join(' || ')} }`, range: ALL });
    }
  }, [traces]);
  return null;
}
