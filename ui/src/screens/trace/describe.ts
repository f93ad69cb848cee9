import { formatCount, formatDuration } from '../../format';
import { STATUS_ERROR } from '../../trace/columns';
import { Mark } from '../../trace/marks';
import type { TraceModel } from '../../worker/TraceModel';

/** A word beside a span's name, and what it means. */
export interface Badge {
  readonly word: string;
  readonly meaning: string;
  /** The word where there is little room. */
  readonly brief?: string;
  /** Which of the styles of `badge-…`. */
  readonly style: 'error' | 'below' | 'mark';
}

const MARKS: readonly (readonly [mark: number, badge: Badge])[] = [
  [Mark.ASYNC, { word: 'async', meaning: 'ends after its parent has ended', style: 'mark' }],
  [Mark.SKEWED, { word: 'skew', meaning: 'starts before its parent: their clocks disagree', style: 'mark' }],
  [Mark.NEGATIVE, { word: 'negative', meaning: 'its end lies before its start', style: 'mark' }],
  [Mark.ORPHAN, { word: 'no parent', meaning: 'its parent is not in this trace', style: 'mark' }],
  [Mark.CIRCLE, { word: 'circle', meaning: 'is its own ancestor by the ids that were sent', style: 'mark' }],
];

/** What is to be said of a span besides its name and times, most important first. */
export function badges(model: TraceModel, row: number): Badge[] {
  const { columns, tree } = model;
  const found: Badge[] = [];
  if (columns.status[row] === STATUS_ERROR) {
    found.push({ word: 'error', meaning: 'its status is error', style: 'error' });
  }
  const below = tree.errorsBelow[row];
  if (below > 0) {
    found.push(belowBadge(below));
  }
  for (const [mark, badge] of MARKS) {
    if (tree.marks[row] & mark) {
      found.push(badge);
    }
  }
  return found;
}

/** The same for a run of spans. */
export function runBadges({ runs }: TraceModel, run: number): Badge[] {
  const found: Badge[] = [];
  if (runs.errors[run] > 0) {
    found.push({
      word: plural(runs.errors[run], 'error'),
      brief: `!${formatCount(runs.errors[run])}`,
      meaning: 'so many of these spans have the status error',
      style: 'error',
    });
  }
  if (runs.errorsBelow[run] > 0) {
    found.push(belowBadge(runs.errorsBelow[run]));
  }
  return found;
}

function belowBadge(count: number): Badge {
  return {
    word: `${formatCount(count)} below`,
    brief: `▾${formatCount(count)}`,
    meaning: `${plural(count, 'span')} below with the status error`,
    style: 'below',
  };
}

/** What a run says instead of one duration. */
export function runSummary({ runs }: TraceModel, run: number): string {
  return `p50 ${formatDuration(runs.p50[run])} · max ${formatDuration(runs.max[run])}`;
}

/** A count with its noun: `1 span`, `2 spans`. */
export function plural(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
}

export const KINDS = ['unspecified', 'internal', 'server', 'client', 'producer', 'consumer'];

export const STATUSES = ['unset', 'ok', 'error'];
