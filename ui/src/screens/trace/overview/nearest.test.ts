import { expect, test } from 'vitest';
import type { RectangleList } from '../../../lod/rectangles';
import { STATUS_ERROR, type TraceColumns } from '../../../trace/columns';
import { nearestSpan } from './nearest';

const PLACE = { top: 4, rowHeight: 2 };
const columns = { status: Uint8Array.of(0, 0, STATUS_ERROR, 0) } as Pick<
  TraceColumns,
  'status'
> as TraceColumns;

/** Rectangles as pixel row, first column and width; the n-th shows row n. */
function list(...rectangles: readonly [y: number, x: number, width: number][]): RectangleList {
  const of = (index: number) => Int32Array.from(rectangles, (rectangle) => rectangle[index]);
  return {
    count: rectangles.length,
    rows: 8,
    lanes: new Int32Array(9),
    first: new Int32Array(9),
    y: of(0),
    x: of(1),
    width: of(2),
    span: Int32Array.from(rectangles, (_, row) => row),
  };
}

const near = (shown: RectangleList, x: number, y: number | null) =>
  nearestSpan(shown, columns, PLACE, x, y, 3);

test('the rectangle under the press is meant', () => {
  const shown = list([0, 0, 100], [1, 10, 20]);
  expect(near(shown, 15, 4)).toBe(0);
  expect(near(shown, 15, 7)).toBe(1);
});

test('without one under it the nearest is, and nothing where none is near', () => {
  const shown = list([0, 0, 10], [0, 14, 10]);
  expect(near(shown, 10, 5)).toBe(0);
  expect(near(shown, 13, 5)).toBe(1);
  expect(near(shown, 5, 9)).toBe(-1);
  expect(near(list(), 5, 5)).toBe(-1);
});

test('an error that is near is meant before what is under the press', () => {
  const shown = list([0, 0, 100], [1, 0, 100], [2, 50, 1]);
  expect(near(shown, 48, 7)).toBe(2);
  expect(near(shown, 46, 7)).toBe(1);
});

test('on a tick only errors are meant, at whatever height', () => {
  const shown = list([0, 0, 100], [1, 0, 100], [7, 50, 1]);
  expect(near(shown, 51, null)).toBe(2);
  expect(near(shown, 60, null)).toBe(-1);
});
