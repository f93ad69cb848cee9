import { describe, expect, it } from 'vitest';
import { FIRST_QUESTION, type Question } from './question';
import { RecentSearches, type Keep } from './recent';

class MapKeep implements Keep {
  readonly map = new Map<string, string>();
  getItem = (key: string) => this.map.get(key) ?? null;
  setItem = (key: string, value: string) => void this.map.set(key, value);
  removeItem = (key: string) => void this.map.delete(key);
}

const asking = (query: string): Question => ({ ...FIRST_QUESTION, query });
const queries = (recent: RecentSearches) => recent.list().map((question) => question.query);

describe('recent searches', () => {
  it('come newest first, each once', () => {
    const recent = new RecentSearches(new MapKeep());
    ['a', 'b', 'a'].forEach((query) => recent.add(asking(query)));
    expect(queries(recent)).toEqual(['a', 'b']);
  });

  it('outlive the page', () => {
    const keep = new MapKeep();
    new RecentSearches(keep).add(asking('{ status = error }'));
    expect(queries(new RecentSearches(keep))).toEqual(['{ status = error }']);
  });

  it('are twelve at most, none of them longer than 2,048 characters', () => {
    const recent = new RecentSearches(new MapKeep());
    for (let i = 0; i < 30; i++) {
      recent.add(asking(`q${i}`));
    }
    recent.add(asking('x'.repeat(3000)));
    expect(queries(recent)).toHaveLength(12);
    expect(queries(recent)[0]).toBe('q29');
  });

  it('are forgotten when cleared', () => {
    const keep = new MapKeep();
    const recent = new RecentSearches(keep);
    recent.add(asking('a'));
    recent.clear();
    expect(queries(recent)).toEqual([]);
    expect(keep.map.size).toBe(0);
  });

  it.each(['', '{', '{"a":1}', '[1,null]', '"x"'])('start empty over %j', (text) => {
    const keep = new MapKeep();
    keep.setItem('clew.search.recent', text);
    expect(queries(new RecentSearches(keep))).toEqual([]);
  });

  it('live in the page where the browser keeps nothing', () => {
    const full: Keep = {
      getItem: () => null,
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError');
      },
      removeItem: () => undefined,
    };
    for (const keep of [null, full]) {
      const recent = new RecentSearches(keep);
      recent.add(asking('a'));
      expect(queries(recent)).toEqual(['a']);
    }
  });
});
