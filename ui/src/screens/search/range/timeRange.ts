import { formatInstant, parseInstant } from './instant';

/** Which spans a search looks at: those of the last so many seconds, between two moments, or all. */
export type TimeRange =
  | { readonly kind: 'relative'; readonly seconds: number }
  | { readonly kind: 'absolute'; readonly start: bigint; readonly end: bigint }
  | { readonly kind: 'all' };

/** Two moments in nanoseconds since 1970, both inclusive; null where it is open. */
export interface Bounds {
  readonly start: bigint | null;
  readonly end: bigint | null;
}

export const ALL: TimeRange = { kind: 'all' };
export const LAST_HOUR: TimeRange = { kind: 'relative', seconds: 3600 };

/** The relative ranges on offer, in seconds. */
export const LOOKBACKS: readonly number[] = [
  300, 900, 1800, 3600, 10_800, 21_600, 43_200, 86_400, 172_800, 604_800,
];

const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };
const NANOS = 1_000_000_000n;
const CENTURY = 100 * 366 * 86_400;
const LATEST = 9_223_372_036_854_775_807n;

/** The range that `lookback`, `start` and `end` say, moments before the lookback; null if they say none. */
export function readRange(parameters: URLSearchParams): TimeRange | null {
  const start = readBound(parameters.get('start'));
  const end = readBound(parameters.get('end'));
  if (start !== null && end !== null && start <= end) {
    return { kind: 'absolute', start, end };
  }
  return readLookback(parameters.get('lookback'));
}

/** Jaeger's links write 0 for a bound that is not set. */
function readBound(text: string | null): bigint | null {
  return text === null || text === '0' ? null : parseInstant(text);
}

function readLookback(text: string | null): TimeRange | null {
  if (text === 'all') {
    return ALL;
  }
  const found = /^(\d{1,9})([smhdw])$/.exec(text ?? '');
  if (found === null) {
    return null;
  }
  const seconds = Number(found[1]) * (UNITS[found[2] ?? ''] ?? 0);
  return seconds > 0 && seconds <= CENTURY ? { kind: 'relative', seconds } : null;
}

/** Writes a range so that readRange reads it again. */
export function writeRange(range: TimeRange, parameters: URLSearchParams): void {
  switch (range.kind) {
    case 'all':
      parameters.set('lookback', 'all');
      break;
    case 'relative':
      parameters.set('lookback', lookbackText(range.seconds));
      break;
    case 'absolute':
      parameters.set('start', formatInstant(range.start));
      parameters.set('end', formatInstant(range.end));
  }
}

/** `90m`, `1h`, `7d`: in the largest unit that divides it, days at most. */
export function lookbackText(seconds: number): string {
  for (const unit of ['d', 'h', 'm'] as const) {
    const size = UNITS[unit] ?? 1;
    if (seconds % size === 0 && (unit !== 'd' || seconds > size)) {
      return `${seconds / size}${unit}`;
    }
  }
  return `${seconds}s`;
}

/** `last 15 minutes`, in words for a label. */
export function relativeLabel(seconds: number): string {
  const text = lookbackText(seconds);
  const count = Number(text.slice(0, -1));
  const unit = { s: 'second', m: 'minute', h: 'hour', d: 'day' }[text.slice(-1)] ?? 'second';
  return count === 1 ? `Last ${unit}` : `Last ${count} ${unit}s`;
}

/** The moments that a range means at a given one. */
export function boundsOf(range: TimeRange, now: bigint): Bounds {
  switch (range.kind) {
    case 'all':
      return { start: null, end: null };
    case 'relative':
      return { start: now - BigInt(range.seconds) * NANOS, end: now };
    case 'absolute':
      return { start: range.start, end: range.end };
  }
}

/** A range about the same middle and twice as wide; a relative one keeps its end, now. */
export function zoomedOut(range: TimeRange): TimeRange {
  switch (range.kind) {
    case 'all':
      return range;
    case 'relative':
      return { kind: 'relative', seconds: Math.min(range.seconds * 2, CENTURY) };
    case 'absolute': {
      const half = (range.end - range.start) / 2n + 1n;
      return absolute(range.start - half, range.end + half);
    }
  }
}

/** The range beside a given one, of the same width: -1 before it, 1 after it. */
export function shifted(range: TimeRange, direction: -1 | 1, now: bigint): TimeRange {
  if (range.kind === 'all') {
    return range;
  }
  const { start, end } = boundsOf(range, now);
  if (start === null || end === null) {
    return range;
  }
  const width = (end - start) * BigInt(direction);
  return absolute(start + width, end + width);
}

/** Between two moments in either order, kept within what 64 bits of nanoseconds hold. */
export function absolute(from: bigint, to: bigint): TimeRange {
  const [start, end] = from <= to ? [from, to] : [to, from];
  return { kind: 'absolute', start: clamp(start), end: clamp(end) };
}

function clamp(nanos: bigint): bigint {
  return nanos < 0n ? 0n : nanos > LATEST ? LATEST : nanos;
}
