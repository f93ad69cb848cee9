import type { TraceMatch } from '../../../api';
import type { SortKey } from '../question';

type Compare = (a: TraceMatch, b: TraceMatch) => number;

const COMPARE: Readonly<Record<SortKey, Compare>> = {
  start: (a, b) => compareIntegers(a.startTimeUnixNano, b.startTimeUnixNano),
  duration: (a, b) => compareIntegers(a.durationNanos, b.durationNanos),
  spans: (a, b) => a.spanCount - b.spanCount,
  errors: (a, b) => a.errorCount - b.errorCount,
  services: (a, b) => a.services.length - b.services.length,
  name: (a, b) => {
    const [left, right] = [sortName(a), sortName(b)];
    return left < right ? -1 : left > right ? 1 : 0;
  },
};

/** The traces in the order of a column; equal ones stay as the server had them. */
export function sorted(
  traces: readonly TraceMatch[],
  key: SortKey,
  ascending: boolean,
): readonly TraceMatch[] {
  const compare = COMPARE[key];
  return [...traces].sort(ascending ? compare : (a, b) => compare(b, a));
}

/** Whole numbers in decimal digits, of any length, without loss. */
function compareIntegers(a: string, b: string): number {
  const [left, right] = [BigInt(a), BigInt(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Traces without a root come last. */
function sortName(trace: TraceMatch): string {
  return trace.rootName === undefined
    ? '\uffff'
    : `${trace.rootService ?? ''}\u0000${trace.rootName}`.toLowerCase();
}
