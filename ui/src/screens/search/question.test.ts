import { describe, expect, it } from 'vitest';
import { FIRST_QUESTION, readLimit, readQuestion, sortedBy, writeQuestion, type Question } from './question';
import { absolute, ALL } from './range/timeRange';

const rewritten = (question: Question): Question =>
  readQuestion(new URLSearchParams(writeQuestion(question).toString()));

describe('a search in the address', () => {
  it.each<Question>([
    FIRST_QUESTION,
    { ...FIRST_QUESTION, query: '{ name = "a & b = \u202e<c>?#%" && span.x =~ `\\d+` }' },
    { ...FIRST_QUESTION, range: absolute(1n, 1_674_993_600_123_456_789n), limit: 200 },
    { ...FIRST_QUESTION, range: ALL, order: 'duration', sort: 'duration' },
    { ...FIRST_QUESTION, order: 'duration', sort: 'errors', ascending: true },
    { ...FIRST_QUESTION, order: 'duration', sort: 'start' },
    { ...FIRST_QUESTION, ascending: true },
  ])('reads as it was written: %o', (question) => {
    expect(rewritten(question)).toEqual(question);
  });

  it('takes the default for what it cannot read', () => {
    const search = 'limit=many&order=width&sort=colour.asc&lookback=soon&start=x';
    expect(readQuestion(new URLSearchParams(search))).toEqual(FIRST_QUESTION);
  });

  it('keeps limits within bounds', () => {
    expect([null, '0', '-1', '7', '1e3', '99999', '1500'].map(readLimit)).toEqual([
      50, 50, 50, 7, 50, 2000, 1500,
    ]);
  });
});

describe('a click on a column', () => {
  it('asks the server for the longest when it is the duration', () => {
    expect(sortedBy(FIRST_QUESTION, 'duration')).toMatchObject({
      order: 'duration',
      sort: 'duration',
      ascending: false,
    });
  });

  it('arranges what is shown when it is a count', () => {
    const longest = sortedBy(FIRST_QUESTION, 'duration');
    expect(sortedBy(longest, 'errors')).toMatchObject({
      order: 'duration',
      sort: 'errors',
      ascending: false,
    });
  });

  it('turns round what is shown when it comes twice', () => {
    const twice = sortedBy(sortedBy(FIRST_QUESTION, 'duration'), 'duration');
    expect(twice).toMatchObject({ order: 'duration', sort: 'duration', ascending: true });
  });
});
