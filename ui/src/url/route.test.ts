import { expect, test } from 'vitest';
import { routeOf } from './route';

test('the routes are those of Jaeger', () => {
  expect(routeOf('/')).toEqual({ screen: 'search' });
  expect(routeOf('/search')).toEqual({ screen: 'search' });
  expect(routeOf('/trace/4BF92F3577B34DA6')).toEqual({ screen: 'trace', traceId: '4bf92f3577b34da6' });
});

test('a path that names no screen is told apart', () => {
  for (const path of [
    '/trace',
    '/trace/',
    '/trace/xyz',
    '/trace/1/2',
    '/searches',
    '/trace/' + '0'.repeat(33),
  ]) {
    expect(routeOf(path)).toEqual({ screen: 'unknown', path });
  }
});
