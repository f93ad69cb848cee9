import { describe, expect, it } from 'vitest';
import type { ParseAnswer } from '../../api';
import { narrowedToDurations, withDurations } from './narrow';

const BETWEEN = 'trace:duration >= 5ns && trace:duration <= 8ns';
const asIs = async (query: string): Promise<ParseAnswer> => ({ valid: true, query, form: null });

describe('a query narrowed to durations', () => {
  it('keeps its filter whole', () => {
    expect(withDurations('{ a = 1 || b = 2 }', 5n, 9n)).toBe(`{ (a = 1 || b = 2) && ${BETWEEN} }`);
  });

  it('is the durations alone where every trace was asked for', () => {
    expect(withDurations('{ }', 5n, 9n)).toBe(`{ ${BETWEEN} }`);
    expect(withDurations('{ true }', 5n, 9n)).toBe(`{ ${BETWEEN} }`);
  });

  it('takes the place of an earlier narrowing', () => {
    expect(withDurations('{ trace:duration >= 1ms && trace:duration <= 2.5s }', 5n, 9n)).toBe(
      `{ ${BETWEEN} }`,
    );
    expect(withDurations('{ a = 1 && trace:duration >= 1ms && trace:duration <= 2s }', 5n, 9n)).toBe(
      `{ (a = 1) && ${BETWEEN} }`,
    );
    expect(withDurations('{ (a || b) && trace:duration >= 1ms && trace:duration <= 2s }', 5n, 9n)).toBe(
      `{ ((a || b)) && ${BETWEEN} }`,
    );
  });

  it('takes the place of an earlier narrowing behind an or, which binds no tighter', () => {
    expect(withDurations('{ a || b && trace:duration >= 1ms && trace:duration <= 2s }', 5n, 9n)).toBe(
      `{ (a || b) && ${BETWEEN} }`,
    );
  });

  it('leaves durations alone that are a side of an or, or a text', () => {
    const or = 'a || trace:duration >= 1ms && trace:duration <= 2s';
    expect(withDurations(`{ ${or} }`, 5n, 9n)).toBe(`{ (${or}) && ${BETWEEN} }`);
    const text = 'name = "x && trace:duration >= 1 && trace:duration <= 2"';
    expect(withDurations(`{ ${text} }`, 5n, 9n)).toBe(`{ (${text}) && ${BETWEEN} }`);
  });

  it('is none where the query is no filter, is wrong, or does not survive', async () => {
    expect(withDurations('{ a } | count() > 2', 5n, 9n)).toBeNull();
    const wrong = async (): Promise<ParseAnswer> => ({
      valid: false,
      error: { message: '', offset: 0, length: 0 },
    });
    expect(await narrowedToDurations('{', 5n, 9n, wrong)).toBeNull();
    const structures = (query: string) => (query.includes('(') ? wrong() : asIs(query));
    expect(await narrowedToDurations('{ a } >> { b }', 5n, 9n, structures)).toBeNull();
  });

  it('begins with every trace where the line is empty', async () => {
    expect(await narrowedToDurations(' ', 5n, 9n, asIs)).toBe(`{ ${BETWEEN} }`);
  });
});
