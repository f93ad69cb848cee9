import { useEffect, useState } from 'preact/hooks';
import { spanId } from '../../../trace/columns';
import type { SpanDetails } from '../../../source/SpanDetails';
import type { OpenTrace } from '../openTrace';
import type { Stage } from '../Stage';

export type SpanState =
  | { readonly phase: 'loading' }
  | { readonly phase: 'failed'; readonly error: unknown }
  | { readonly phase: 'ready'; readonly row: number; readonly span: SpanDetails; readonly sameId: number };

/** A row that is passed by in less time, in milliseconds, is not asked for. */
const PASSING = 80;

/** All that was sent of the span of a row. What was asked for last stays until the answer is there. */
export function useSpan(stage: Stage, trace: OpenTrace, row: number): SpanState {
  const [state, setState] = useState<SpanState>({ phase: 'loading' });
  const [cache] = useState(() => new Map<number, SpanState>());
  useEffect(() => {
    const known = cache.get(row);
    if (known) {
      setState(known);
      return;
    }
    const ending = new AbortController();
    const ask = async () => {
      try {
        const found = await trace.span(spanId(stage.model.columns, row), ending.signal);
        const ready: SpanState = {
          phase: 'ready',
          row,
          span: closest(stage, row, found),
          sameId: found.length,
        };
        if (cache.size > 50) {
          cache.clear();
        }
        cache.set(row, ready);
        setState(ready);
      } catch (error) {
        if (!ending.signal.aborted) {
          setState({ phase: 'failed', error });
        }
      }
    };
    const timer = setTimeout(ask, PASSING);
    return () => {
      clearTimeout(timer);
      ending.abort();
    };
  }, [stage, trace, row]);
  return state;
}

/** Of the spans that share an id, the one that the row stands for. */
function closest({ model: { columns } }: Stage, row: number, spans: readonly SpanDetails[]): SpanDetails {
  const start = columns.startNanos + BigInt(columns.start[row]);
  const name = columns.strings[columns.name[row]];
  const agrees = (span: SpanDetails) =>
    (span.startNanos === start ? 2 : 0) +
    (Number(span.endNanos - span.startNanos) === columns.duration[row] ? 2 : 0) +
    (span.name === name ? 1 : 0) +
    (span.kind === columns.kind[row] ? 1 : 0);
  return spans.reduce((best, span) => (agrees(span) > agrees(best) ? span : best));
}
