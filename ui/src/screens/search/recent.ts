import { Setting } from '../../settings';
import { readQuestion, writeQuestion, type Question } from './question';

const MOST = 12;
const LONGEST = 2048;

/** The searches made last as addresses, newest first: at most 12 of at most 2,048 characters each. */
export const recentSearches = new Setting<readonly string[]>('recentSearches', (kept) =>
  Array.isArray(kept)
    ? kept.filter((search) => typeof search === 'string' && search.length <= LONGEST).slice(0, MOST)
    : [],
);

/** The list with a search put first. One of the same query and range moves up; one that is too long is not kept. */
export function withRecent(searches: readonly string[], question: Question): readonly string[] {
  const search = writeQuestion({ ...question, sort: question.order, ascending: false }).toString();
  return search.length > LONGEST
    ? searches
    : [search, ...searches.filter((other) => other !== search)].slice(0, MOST);
}

export function recentQuestion(search: string): Question {
  return readQuestion(new URLSearchParams(search));
}
