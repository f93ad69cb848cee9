import { LAST_HOUR, readRange, writeRange, type TimeRange } from './range/timeRange';

/** Which traces the server answers with when more match than the limit: the newest or the longest. */
export type Order = 'start' | 'duration';

/** What the table is sorted by; all but its order concern only the traces that it shows. */
export const SORT_KEYS = ['start', 'duration', 'spans', 'errors', 'services', 'name'] as const;
export type SortKey = (typeof SORT_KEYS)[number];

/** One search: all that the address of the page says of it. */
export interface Question {
  /** TraceQL; every trace where it is empty. */
  readonly query: string;
  readonly range: TimeRange;
  readonly order: Order;
  readonly sort: SortKey;
  readonly ascending: boolean;
  readonly limit: number;
}

export const DEFAULT_LIMIT = 50;
export const MAX_LIMIT = 2000;

export const FIRST_QUESTION: Question = {
  query: '',
  range: LAST_HOUR,
  order: 'start',
  sort: 'start',
  ascending: false,
  limit: DEFAULT_LIMIT,
};

/** The search that an address means; what is missing or unreadable in it takes its default. */
export function readQuestion(parameters: URLSearchParams): Question {
  const order: Order = parameters.get('order') === 'duration' ? 'duration' : 'start';
  const [key = '', direction] = (parameters.get('sort') ?? '').split('.');
  const sort = SORT_KEYS.find((known) => known === key);
  return {
    query: parameters.get('q') ?? '',
    range: readRange(parameters) ?? LAST_HOUR,
    order,
    sort: sort ?? order,
    ascending: sort !== undefined && direction === 'asc',
    limit: readLimit(parameters.get('limit')),
  };
}

/** A limit between 1 and MAX_LIMIT; the default where the text is no whole number above zero. */
export function readLimit(text: string | null): number {
  const limit = /^\d{1,9}$/.test(text ?? '') ? Number(text) : 0;
  return limit === 0 ? DEFAULT_LIMIT : Math.min(limit, MAX_LIMIT);
}

/** The address of a search, so that readQuestion reads it again; defaults are left out, but for the range. */
export function writeQuestion(question: Question): URLSearchParams {
  const parameters = new URLSearchParams();
  if (question.query !== '') {
    parameters.set('q', question.query);
  }
  writeRange(question.range, parameters);
  if (question.order !== 'start') {
    parameters.set('order', question.order);
  }
  if (question.sort !== question.order || question.ascending) {
    parameters.set('sort', question.ascending ? `${question.sort}.asc` : question.sort);
  }
  if (question.limit !== DEFAULT_LIMIT) {
    parameters.set('limit', String(question.limit));
  }
  return parameters;
}

/**
 * The search after a click on a column's head. Start and duration ask the server for the newest or the
 * longest traces; the other columns, and a second click, arrange those that are shown.
 */
export function sortedBy(question: Question, key: SortKey): Question {
  if (question.sort === key) {
    return { ...question, ascending: !question.ascending };
  }
  const order = key === 'start' || key === 'duration' ? key : question.order;
  return { ...question, order, sort: key, ascending: key === 'name' };
}
