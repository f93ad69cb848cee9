import { expect, test } from 'vitest';
import { bigInteger, choice, flag, integer, read, text, texts, words, write } from './fields';

const FIELDS = {
  service: text(),
  limit: integer(20, 1, 1500),
  start: bigInteger(),
  order: choice(['start', 'duration']),
  live: flag(),
  tag: texts(),
  fold: words(),
};

function of(query: string) {
  return read(FIELDS, new URLSearchParams(query));
}

test('a missing parameter reads as its fallback', () => {
  expect(of('')).toEqual({
    service: '',
    limit: 20,
    start: undefined,
    order: 'start',
    live: false,
    tag: [],
    fold: [],
  });
});

test('a parameter that cannot be read reads as its fallback', () => {
  const values = of('limit=0&start=yesterday&order=random&live=maybe');
  expect(values).toEqual(of(''));
  expect(of('limit=1501').limit).toBe(20);
  expect(of('limit=1e3').limit).toBe(20);
});

test('what is written is read again, and the fallback is not written', () => {
  const values = {
    service: 'ts-order & co=',
    limit: 1500,
    start: 1763726684000000001n,
    order: 'duration' as const,
    live: true,
    tag: ['http.status_code=500', 'a=b&c'],
    fold: ['00f067aa0ba902b7', '0000000000000001'],
  };
  expect(read(FIELDS, new URLSearchParams(write(FIELDS, values).toString()))).toEqual(values);
  expect(write(FIELDS, of('')).toString()).toBe('');
});

test('writing some fields keeps the others and what others put there', () => {
  const before = new URLSearchParams('service=a&lookback=1h&limit=50');
  expect(write(FIELDS, { service: 'b' }, before).toString()).toBe('lookback=1h&limit=50&service=b');
  expect(write(FIELDS, { limit: 20 }, before).toString()).toBe('service=a&lookback=1h');
  expect(before.toString()).toBe('service=a&lookback=1h&limit=50');
});
