import { STATUS_ERROR } from '../../trace/columns';
import type { TraceSummary } from './FileContents';
import { type SpanStore, STARTLESS } from './SpanStore';

/**
 * What can be said of each trace of a file, by start.
 *
 * @param all the spans that count
 */
export function summariesOf(store: SpanStore, all: Int32Array): TraceSummary[] {
  const count = store.traceIds.length;
  const spans = new Int32Array(count);
  const errors = new Int32Array(count);
  /** By trace: its earliest span, and its earliest root; -1 for none. */
  const first = new Int32Array(count).fill(-1);
  const root = new Int32Array(count).fill(-1);
  for (const span of all) {
    const trace = store.trace(span);
    spans[trace]++;
    errors[trace] += store.status(span) === STATUS_ERROR ? 1 : 0;
    if (first[trace] < 0 || isBefore(store, span, first[trace])) {
      first[trace] = span;
    }
    const isRoot = store.ids[4 * span + 2] === 0 && store.ids[4 * span + 3] === 0;
    if (isRoot && (root[trace] < 0 || isBefore(store, span, root[trace]))) {
      root[trace] = span;
    }
  }
  const duration = new Float64Array(count);
  for (const span of all) {
    const trace = store.trace(span);
    if (!(store.flags(span) & STARTLESS)) {
      const length = store.times[3 * span + 2];
      const end = after(store, first[trace], span) + Math.max(0, length);
      duration[trace] = Math.max(duration[trace], end);
    }
  }
  return store.traceIds
    .map((traceId, trace): TraceSummary => {
      const shown = root[trace] < 0 ? first[trace] : root[trace];
      return {
        traceId,
        spans: spans[trace],
        errors: errors[trace],
        startNanos:
          BigInt(store.times[3 * first[trace]]) * 1_000_000_000n + BigInt(store.times[3 * first[trace] + 1]),
        duration: duration[trace],
        service: store.service(shown),
        name: store.name(shown),
      };
    })
    .sort((a, b) => (a.startNanos < b.startNanos ? -1 : a.startNanos > b.startNanos ? 1 : 0));
}

/** A span without a start is before none. */
function isBefore(store: SpanStore, span: number, other: number): boolean {
  const known = !(store.flags(span) & STARTLESS);
  const otherKnown = !(store.flags(other) & STARTLESS);
  return known && (!otherKnown || after(store, other, span) < 0);
}

/** How many nanoseconds a span starts after another one. */
function after(store: SpanStore, from: number, span: number): number {
  const { times } = store;
  return (times[3 * span] - times[3 * from]) * 1e9 + (times[3 * span + 1] - times[3 * from + 1]);
}
