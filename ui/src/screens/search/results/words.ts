import type { TraceMatch } from '../../../api';
import { formatCount } from '../../../format';
import type { Question } from '../question';

/** What is said above the table: which traces it shows, out of how many, and what a sort means then. */
export function shownText(
  question: Question,
  shown: number,
  limitReached: boolean,
  all: number | null,
): string {
  if (!limitReached) {
    return shown === 1 ? 'The one trace that matches' : `All ${formatCount(shown)} traces that match`;
  }
  const which = question.order === 'duration' ? 'Longest' : 'Newest';
  const outOf = all === null || all <= shown ? '' : ` of ${formatCount(all)} traces`;
  const text = `${which} ${formatCount(shown)}${outOf}`;
  if (question.sort === question.order && !question.ascending) {
    return text;
  }
  return `${text}, these sorted by ${SORT_WORDS[question.sort]}`;
}

const SORT_WORDS = {
  start: 'start',
  duration: 'duration',
  spans: 'spans',
  errors: 'errors',
  services: 'number of services',
  name: 'name',
} as const;

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** The name of a trace for labels, in one line of bounded length. */
export function traceLabel(trace: TraceMatch): string {
  return trace.rootName === undefined
    ? `trace without a root, ${trace.traceId.slice(0, 8)}`
    : `${trace.rootService || 'no service name'}: ${trace.rootName}`.slice(0, 200);
}
