import { useEffect, useMemo, useState } from 'preact/hooks';
import { ErrorPanel } from '../../parts';
import { addressOf } from '../../url';
import type { TraceModel } from '../../worker';
import { LoadingTrace } from '../trace/LoadingTrace';
import { openFileTrace } from '../trace/openTrace';
import { loadTraceView } from '../trace/loadTraceView';
import type { TraceView } from '../trace/TraceView';
import '../trace/trace.css';

/** One trace of the file that was opened. */
export function FileTrace({ file, traceId }: { file: number; traceId: string }) {
  const trace = useMemo(() => openFileTrace(file, traceId), [file, traceId]);
  const [shown, setShown] = useState<{ readonly model: TraceModel; readonly View: typeof TraceView }>();
  const [error, setError] = useState<unknown>();
  const [loads, setLoads] = useState(0);
  const reload = () => setLoads((count) => count + 1);

  useEffect(() => {
    const ending = new AbortController();
    setError(undefined);
    Promise.all([trace.load(ending.signal, () => {}), loadTraceView()])
      .then(([model, View]) => setShown({ model, View }))
      .catch((failure: unknown) => {
        if (!ending.signal.aborted) {
          setError(failure);
        }
      });
    return () => ending.abort();
  }, [trace, loads]);

  if (error !== undefined) {
    return (
      <main class="trace-state">
        <ErrorPanel error={error} title="The trace could not be shown" onRetry={reload} />
        <p>
          <a href={addressOf('/file')}>What the file has</a>
        </p>
      </main>
    );
  }
  return shown ? (
    <shown.View trace={trace} model={shown.model} onReload={reload} />
  ) : (
    <LoadingTrace bytes={0} total={null} />
  );
}
