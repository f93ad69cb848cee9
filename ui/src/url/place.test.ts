// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { addressOf, go, onPlaceChange, place, placeOf } from './place';

beforeEach(() => {
  vi.useFakeTimers();
  vi.advanceTimersByTime(10_000);
  go('/search?from=test' + Math.random());
  vi.advanceTimersByTime(10_000);
});
afterEach(() => vi.useRealTimers());

test('a place is taken apart below the base path', () => {
  const { path, query, view } = placeOf('/clew/trace/ab?uiFind=a%20b#v1&row=2', '/clew/');
  expect(path).toBe('/trace/ab');
  expect(query.get('uiFind')).toBe('a b');
  expect(view).toBe('v1&row=2');
});

test('an address has what its place has', () => {
  expect(addressOf('/search', new URLSearchParams({ q: '{ a = "b" }' }), 'v1&x=1')).toBe(
    '/search?q=%7B+a+%3D+%22b%22+%7D#v1&x=1',
  );
  expect(addressOf('/search')).toBe('/search');
});

test('listeners hear of a change, and the place is the new one', () => {
  const heard: string[] = [];
  const end = onPlaceChange(() => heard.push(place().path));
  go('/trace/1');
  go('/trace/1');
  end();
  go('/trace/2');
  expect(heard).toEqual(['/trace/1']);
});

test('the place is new at once while the address bar is written a few times a second', () => {
  const replace = vi.spyOn(window.history, 'replaceState');
  for (let i = 0; i <= 1000; i++) {
    go('/trace/1#v1&zoom=' + i, 'replace');
    expect(place().view).toBe('v1&zoom=' + i);
    vi.advanceTimersByTime(1);
  }
  vi.advanceTimersByTime(1000);
  expect(replace.mock.calls.length).toBeLessThanOrEqual(6);
  expect(window.location.hash).toBe('#v1&zoom=1000');
});

test('a step is pushed from the newest adjusted place', () => {
  go('/trace/1#v1&a=1', 'replace');
  go('/trace/1#v1&a=2', 'replace');
  const push = vi.spyOn(window.history, 'pushState');
  go('/search');
  expect(push).toHaveBeenCalledOnce();
  expect(place().path).toBe('/search');
  vi.advanceTimersByTime(1000);
  expect(window.location.pathname).toBe('/search');
});
