// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest';
import { random } from '../../../testing/random';
import { traceOf } from '../../../testing/traces';
import { modelOf } from '../../../worker/TraceModel';
import { LINE_HEIGHT, Stage } from '../Stage';
import { RowPool } from './RowPool';

const INDENTS = { cut: 0, most: 10, step: 14 };

let sheet: HTMLElement;
let stage: Stage;
let pool: RowPool;

beforeEach(() => {
  sheet = document.createElement('div');
  const spans = Array.from({ length: 20_000 }, (_, i) => ({
    id: i + 1,
    parent: i === 0 ? 0 : 1,
    start: i,
    duration: 30_000 - i,
    name: `span ${i}`,
  }));
  stage = new Stage(modelOf(traceOf(spans)));
  pool = new RowPool(sheet, stage);
});

function show(first: number): void {
  stage.setTop(first * LINE_HEIGHT);
  pool.show(first, first + 10, INDENTS);
}

function lines(selector = '.line:not([data-away])'): number[] {
  return [...sheet.querySelectorAll<HTMLElement>(selector)].map((row) => Number(row.dataset.line));
}

test('rows are in the order of their lines, wherever one scrolls', () => {
  for (const first of [0, 3, 15, 9, 12_000, 11_995, 19_990, 0]) {
    show(first);
    expect(lines()).toEqual(Array.from({ length: 10 }, (_, i) => first + i));
    expect(sheet.querySelector('.line-name')!.textContent).toBe(`span ${first}`);
  }
});

test('rows stay in order while focus and scrolling go anywhere', () => {
  const next = random(3);
  let first = 100;
  for (let step = 0; step < 500; step++) {
    if (next(3) === 0) {
      stage.setFocus(stage.list.at(Math.max(0, first - 20 + next(40))).row);
    }
    first = next(20) === 0 ? next(19_000) : Math.max(0, first - 15 + next(31));
    show(first);
    expect(lines(), `step ${step}`).toEqual(Array.from({ length: 10 }, (_, i) => first + i));
  }
});

test('the first row that shows lies at the upper edge', () => {
  for (const first of [0, 3, 7_000, 14_000, 6_999, 1]) {
    show(first);
    const moved = Number(/translateY\((-?\d+)px\)/.exec(sheet.style.transform)![1]);
    expect(moved + parseFloat(sheet.style.paddingTop)).toBe(0);
  }
});

test('the row in focus stays in the page when it is out of sight', () => {
  show(0);
  stage.setFocus(stage.list.at(4).row);
  show(0);
  const row = pool.element(4);
  show(500);
  expect(lines('[data-away]')).toEqual([4]);
  expect(pool.element(4)).toBe(row);
  show(2);
  expect(lines('[data-away]')).toEqual([]);
  expect(lines()).toContain(4);
});

test('nothing is left on the sheet for the pool of the next trace', () => {
  show(0);
  pool.close();
  expect(sheet.childElementCount).toBe(0);
});
