import { useEffect, useState } from 'preact/hooks';
import { ErrorPanel, useTitle } from '../../parts';
import { LoadingTrace } from './LoadingTrace';
import { loadTraceView } from './loadTraceView';
import type { TraceView } from './TraceView';
import { UnknownTrace } from './UnknownTrace';
import { type OpenTrace, openTrace } from './openTrace';
import type { TraceModel } from '../../worker/TraceModel';
import './trace.css';

type State =
  | { readonly phase: 'loading'; readonly bytes: number; readonly total: number | null }
  | { readonly phase: 'failed'; readonly error: unknown }
  | {
      readonly phase: 'ready';
      readonly trace: OpenTrace;
      readonly model: TraceModel;
      readonly View: typeof TraceView;
    };

const BEGINNING: State = { phase: 'loading', bytes: 0, total: null };

/** `/trace/{id}`: one trace as overview, waterfall, table and statistics. */
export function TraceScreen({ traceId }: { traceId: string }) {
  const [state, setState] = useState<State>(BEGINNING);
  const [loads, setLoads] = useState(0);
  useTitle(state.phase === 'ready' ? '' : `Trace ${traceId.slice(0, 7)}`);

  useEffect(() => {
    const ending = new AbortController();
    const trace = openTrace(traceId);
    // A trace that is read anew stays on the screen until the newer one is there.
    setState((before) => (before.phase === 'ready' ? before : BEGINNING));
    const model = trace.load(ending.signal, (bytes, total) =>
      setState((before) => (before.phase === 'loading' ? { phase: 'loading', bytes, total } : before)),
    );
    Promise.all([model, loadTraceView()])
      .then(([model, View]) => setState({ phase: 'ready', trace, model, View }))
      .catch((error: unknown) => {
        if (!ending.signal.aborted) {
          setState({ phase: 'failed', error });
        }
      });
    return () => ending.abort();
  }, [traceId, loads]);

  const reload = () => setLoads((count) => count + 1);
  switch (state.phase) {
    case 'loading':
      return <LoadingTrace bytes={state.bytes} total={state.total} />;
    case 'failed':
      return isUnknown(state.error) ? (
        <UnknownTrace traceId={traceId} onRetry={reload} />
      ) : (
        <main class="trace-state">
          <h1 class="unseen">Trace {traceId}</h1>
          <ErrorPanel error={state.error} title="The trace could not be loaded" onRetry={reload} />
        </main>
      );
    case 'ready':
      return <state.View trace={state.trace} model={state.model} onReload={reload} />;
  }
}

function isUnknown(error: unknown): boolean {
  return error instanceof Error && (error as { status?: unknown }).status === 404;
}
