import { type Field, type Values, choice, flag, integer, readView, words } from '../../url';

/** A window of time, in nanoseconds from the start of the trace. */
export interface TimeWindow {
  readonly from: number;
  readonly to: number;
}

export const TABS = ['waterfall', 'overview', 'table', 'statistics'] as const;
export type Tab = (typeof TABS)[number];

/**
 * How a trace is looked at: what stands after the `#` of its address, the most important first. Where not all
 * of it fits into an address, the last folds are left out, and who copies the link is told; see `copyLink.ts`.
 */
export const VIEW = {
  tab: choice(TABS),
  /** The span in focus. */
  span: spanIdField(),
  /** Whether the details of the span in focus are shown. */
  details: flag(),
  /** Null for the whole trace. */
  t: windowField(),
  /** Offset of the waterfall's upper edge from its first line, in CSS pixels. */
  y: amountField(),
  /** Whether only the critical path is listed. */
  critical: flag(),
  /** Branches of this depth and deeper are folded unless excepted; -1 for none. The roots have depth 0. */
  depth: integer(-1, -1, 1_000_000),
  /** Whether runs of siblings are one line unless excepted. */
  runs: choice(['folded', 'open']),
  /** First members of the runs for which {@link VIEW.runs} does not hold; ids in short. */
  unlikeRuns: words(),
  /** Spans that are folded where {@link VIEW.depth} says unfolded, and the other way about; ids in short. */
  folds: words(),
};

export type View = Values<typeof VIEW>;

/** How a trace is looked at when the address says nothing. */
export const FIRST_VIEW: View = readView(VIEW, '');

function spanIdField(): Field<string | null> {
  return {
    parse: ([first]) => (/^[0-9a-f]{16}$/.test(first ?? '') ? first : null),
    format: (value) => (value === null ? [] : [value]),
  };
}

function windowField(): Field<TimeWindow | null> {
  return {
    parse: ([first]) => {
      const [from, to, ...more] = (first ?? '').split('_').map((text) => (text === '' ? NaN : Number(text)));
      const sound = more.length === 0 && Number.isFinite(from) && Number.isFinite(to) && from < to;
      return sound ? { from, to } : null;
    },
    format: (value) => (value === null ? [] : [`${value.from}_${value.to}`]),
  };
}

function amountField(): Field<number> {
  return {
    parse: ([first]) => {
      const value = Number(first ?? '0');
      return Number.isFinite(value) && value > 0 ? value : 0;
    },
    format: (value) => (value === 0 ? [] : [String(value)]),
  };
}

/** A span id of sixteen hexadecimal digits in eleven characters. */
export function shortId(id: string): string {
  const bytes = id.match(/../g)!.map((byte) => String.fromCharCode(parseInt(byte, 16)));
  return btoa(bytes.join('')).replaceAll('+', '-').replaceAll('/', '_').replace('=', '');
}

/** The span id that {@link shortId} made short; null for anything else. */
export function longId(short: string): string | null {
  if (!/^[\w-]{11}$/.test(short)) {
    return null;
  }
  const bytes = atob(short.replaceAll('-', '+').replaceAll('_', '/') + '=');
  return Array.from(bytes, (byte) => byte.charCodeAt(0).toString(16).padStart(2, '0')).join('');
}
