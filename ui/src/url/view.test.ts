import { expect, test } from 'vitest';
import { integer, text, words } from './fields';
import { VIEW_LIMIT, readView, writeView } from './view';

const FIELDS = { zoom: text(), row: integer(-1, -1, 1e9), span: text(), fold: words(), open: words() };
const EMPTY = readView(FIELDS, '');

function ids(count: number): string[] {
  return Array.from({ length: count }, (_, i) =>
    (0x1000_0000_0000 + i * 7919).toString(16).padStart(16, '0'),
  );
}

test('a view is read as it was written', () => {
  const values = { zoom: '100:2500', row: 7, span: '00f067aa0ba902b7', fold: ids(3), open: [] };
  const { view, complete } = writeView(FIELDS, values);
  expect(complete).toBe(true);
  expect(view).toMatch(/^v1&zoom=100:2500&/);
  expect(readView(FIELDS, view)).toEqual(values);
});

test('nothing to say makes no view', () => {
  expect(writeView(FIELDS, EMPTY)).toEqual({ view: '', complete: true });
});

test('a view of another version reads as the fallbacks', () => {
  expect(readView(FIELDS, 'v2&zoom=100:2500')).toEqual(EMPTY);
  expect(readView(FIELDS, 'zoom=100:2500')).toEqual(EMPTY);
});

test('the last list gives way first, from its end, and the rest stays', () => {
  const values = { zoom: '1:2', row: 3, span: 'ab', fold: ids(60), open: ids(200) };
  const { view, complete } = writeView(FIELDS, values);
  expect(complete).toBe(false);
  expect(view.length).toBeLessThanOrEqual(VIEW_LIMIT);
  expect(view.length).toBeGreaterThan(VIEW_LIMIT - 20);
  const read = readView(FIELDS, view);
  expect(read.open.length).toBeGreaterThan(0);
  expect(read).toEqual({ ...values, open: values.open.slice(0, read.open.length) });
});

test('fields that cannot be shortened are left out, the last first', () => {
  const values = { zoom: '1:2', row: 3, span: 'x'.repeat(3000), fold: ids(2), open: ids(1) };
  const { view, complete } = writeView(FIELDS, values);
  expect(complete).toBe(false);
  expect(view.length).toBeLessThanOrEqual(VIEW_LIMIT);
  expect(readView(FIELDS, view)).toEqual({ ...EMPTY, zoom: '1:2', row: 3 });
});
