import { describe, expect, it } from 'vitest';
import { FIRST_QUESTION, type Question } from './question';
import { recentQuestion, recentSearches, withRecent } from './recent';

const asking = (query: string): Question => ({ ...FIRST_QUESTION, query });
const after = (...queries: string[]) =>
  queries.reduce<readonly string[]>((searches, query) => withRecent(searches, asking(query)), []);
const queries = (searches: readonly string[]) => searches.map((search) => recentQuestion(search).query);

describe('recent searches', () => {
  it('come newest first, each once', () => {
    expect(queries(after('a', 'b', 'a'))).toEqual(['a', 'b']);
  });

  it('are twelve at most, none of them longer than 2,048 characters', () => {
    const many = after(...Array.from({ length: 30 }, (_, i) => `q${i}`), 'x'.repeat(3000));
    expect(many).toHaveLength(12);
    expect(queries(many)[0]).toBe('q29');
  });

  it('forget how the table was sorted', () => {
    const sorted = withRecent(after('a'), { ...asking('a'), sort: 'errors', ascending: true });
    expect(sorted).toEqual(after('a'));
  });

  it('begin empty where the browser keeps nothing', () => {
    expect(recentSearches.get()).toEqual([]);
  });
});
