import { formatMoment, formatTimeOfDay, type Zone } from '../../../format';
import { relativeLabel, type TimeRange } from './timeRange';

/** A range in the words of its button. */
export function rangeLabel(range: TimeRange, zone: Zone): string {
  switch (range.kind) {
    case 'all':
      return 'All time';
    case 'relative':
      return relativeLabel(range.seconds);
    case 'absolute':
      return between(range.start, range.end, zone);
  }
}

/** Two moments, the date said once where it is the same, in the detail that their distance needs. */
export function between(start: bigint, end: bigint, zone: Zone): string {
  const detail = end - start < 10_000_000_000n ? 'milli' : 'second';
  const from = formatMoment(start, zone, detail);
  const to = formatMoment(end, zone, detail);
  return `${from} – ${from.slice(0, 10) === to.slice(0, 10) ? formatTimeOfDay(end, zone, detail) : to}`;
}

/** A range within a sentence. */
export function rangeWords(range: TimeRange, zone: Zone): string {
  switch (range.kind) {
    case 'all':
      return 'at any time';
    case 'relative':
      return `in the ${relativeLabel(range.seconds).toLowerCase()}`;
    case 'absolute':
      return `from ${between(range.start, range.end, zone)}`;
  }
}
