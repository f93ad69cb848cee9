import { describe, expect, it } from 'vitest';
import { random, type Random } from '../testing/random';
import { randomTrace, traceOf, type TestSpan } from '../testing/traces';
import { endOf, IdSet, STATUS_ERROR, type TraceColumns } from '../trace/columns';
import { Mark } from '../trace/marks';
import { buildTree, type TraceTree } from '../trace/tree';
import { buildOverview, type Overview } from './overview';
import { LevelOfDetail, spanAt, type RectangleList } from './rectangles';
import { lengthOf, touches } from './tracks';
import { centre, edge, pixelAt, type Window } from './window';

type Rectangle = [y: number, x: number, width: number, span: number];

function listed(list: RectangleList): Rectangle[] {
  return Array.from({ length: list.count }, (_, i) => [list.y[i], list.x[i], list.width[i], list.span[i]]);
}

/** Asks every span at every pixel. */
function slowPixel(columns: TraceColumns, rows: number[], window: Window, x: number): number {
  const left = edge(window, x);
  const right = edge(window, x + 1);
  const middle = centre(window, x);
  const longest = (from: number[]) =>
    from.reduce(
      (best, row) => (best < 0 || lengthOf(columns, row) > lengthOf(columns, best) ? row : best),
      -1,
    );
  const touching = rows.filter((row) => touches(columns, row, left, right));
  const errors = touching.filter((row) => columns.status[row] === STATUS_ERROR);
  const large = touching.filter(
    (row) =>
      lengthOf(columns, row) >= (window.to - window.from) / window.width &&
      columns.start[row] <= middle &&
      endOf(columns, row) > middle,
  );
  return longest(errors.length > 0 ? errors : large.length > 0 ? large : touching);
}

/** The rectangles of a window, for the lanes that its pixel rows have. */
function slowRectangles(
  columns: TraceColumns,
  tree: TraceTree,
  window: Window,
  lanes: Int32Array,
): Rectangle[] {
  const rectangles: Rectangle[] = [];
  for (let y = 0; y + 1 < lanes.length; y++) {
    const rows = Array.from(columns.start.keys()).filter(
      (row) => lanes[y] <= tree.lane[row] && tree.lane[row] < lanes[y + 1],
    );
    let shown = -1;
    for (let x = 0; x < window.width; x++) {
      const span = slowPixel(columns, rows, window, x);
      if (span >= 0 && span === shown) {
        rectangles[rectangles.length - 1][2]++;
      } else if (span >= 0) {
        rectangles.push([y, x, 1, span]);
      }
      shown = span;
    }
  }
  return rectangles;
}

/** Other numbers than those of {@link randomTrace}, or the shape of a trace would go with its size. */
function randomBeside(seed: number): Random {
  return random(1_000_000 + seed);
}

function randomWindow(next: Random, columns: TraceColumns, tree: TraceTree): Window {
  const length = Math.max(1, tree.end);
  let from = 0;
  let to = length;
  const zoom = next(5);
  if (zoom > 0) {
    const middle = zoom === 1 ? next(length) : columns.start[next(columns.rows)];
    const half = Math.max(0.5, length / [3, 20, 1000, length][zoom - 1]);
    from = middle - half * (1 + next(3)) + (next(2) === 0 ? 0 : next(100) / 100);
    to = middle + half * (1 + next(3));
  }
  const firstLane = next(2) === 0 ? 0 : next(tree.laneCount);
  const lastLane = next(2) === 0 ? tree.laneCount : firstLane + 1 + next(tree.laneCount - firstLane);
  return { from, to, width: 1 + next(120), firstLane, lastLane, rows: 1 + next(2 * tree.laneCount) };
}

describe('the rectangles of a window', () => {
  it('are exactly what asking every span at every pixel gives', () => {
    let rectangles = 0;
    for (let seed = 1; seed <= 160; seed++) {
      const next = randomBeside(seed);
      const columns = randomTrace(seed, seed % 40 === 0 ? 1500 : 1 + next(120));
      const tree = buildTree(columns);
      const bands = [256, 1, 3, 8][next(4)];
      const detail = new LevelOfDetail(columns, buildOverview(columns, tree, bands));
      for (let i = 0; i < 4; i++) {
        const window = randomWindow(next, columns, tree);
        const list = detail.rectangles(window);
        const hint = `seed ${seed}, ${bands} bands, ${JSON.stringify(window)}`;
        expect(list.lanes[0], hint).toBeLessThanOrEqual(window.firstLane);
        expect(list.lanes[list.rows], hint).toBeGreaterThanOrEqual(window.lastLane);
        expect(list.rows, hint).toBeLessThanOrEqual(window.rows);
        expect(listed(list), hint).toEqual(slowRectangles(columns, tree, window, list.lanes));
        rectangles += list.count;
      }
    }
    expect(rectangles).toBeGreaterThan(4000);
  });

  it('lose no error and no longest span at any zoom', () => {
    let errors = 0;
    let longest = 0;
    for (let seed = 1; seed <= 200; seed++) {
      const next = randomBeside(seed);
      const columns = randomTrace(seed, 1 + next(300));
      const tree = buildTree(columns);
      const detail = new LevelOfDetail(columns, buildOverview(columns, tree, [256, 1, 3, 8][next(4)]));
      for (let i = 0; i < 8; i++) {
        const window = randomWindow(next, columns, tree);
        const list = detail.rectangles(window);
        const pixel = (window.to - window.from) / window.width;
        for (let y = 0; y < list.rows; y++) {
          const there = Array.from(columns.start.keys()).filter(
            (row) =>
              list.lanes[y] <= tree.lane[row] &&
              tree.lane[row] < list.lanes[y + 1] &&
              touches(columns, row, window.from, window.to),
          );
          const hint = `seed ${seed} pixel row ${y} of ${JSON.stringify(window)}`;
          for (const row of there.filter((each) => columns.status[each] === STATUS_ERROR)) {
            // In the first of its pixels there is this error, or a longer one.
            const x = Math.max(0, pixelAt(window, columns.start[row]));
            expect(columns.status[spanAt(list, x, y)], `${hint} row ${row}`).toBe(STATUS_ERROR);
            errors++;
          }
          const most = there.reduce((best, row) => Math.max(best, lengthOf(columns, row)), 0);
          const all = there.filter((row) => lengthOf(columns, row) === most);
          const shown = new Set<number>();
          let failed = false;
          for (let x = 0; x < window.width; x++) {
            const span = spanAt(list, x, y);
            shown.add(span);
            failed ||= span >= 0 && columns.status[span] === STATUS_ERROR;
          }
          // A part of less than a pixel at an edge of the window may stand back behind what fills the pixel.
          const visible = all.filter(
            (row) =>
              most < pixel ||
              Math.min(endOf(columns, row), window.to) - Math.max(columns.start[row], window.from) >= pixel,
          );
          if (!failed && visible.length > 0) {
            expect(
              all.some((row) => shown.has(row)),
              hint,
            ).toBe(true);
            longest++;
          }
        }
      }
    }
    expect(errors).toBeGreaterThan(2_000);
    expect(longest).toBeGreaterThan(2_000);
  });

  it('are compared for traces of every shape', () => {
    const seen = {
      deep: 0,
      wide: 0,
      overlapping: 0,
      skewed: 0,
      negative: 0,
      instant: 0,
      orphan: 0,
      circle: 0,
      error: 0,
    };
    for (let seed = 1; seed <= 160; seed++) {
      const columns = randomTrace(seed, 1 + randomBeside(seed)(120));
      const tree = buildTree(columns);
      const rows = Array.from(columns.start.keys());
      const count = (kind: keyof typeof seen, is: boolean) => (seen[kind] += is ? 1 : 0);
      count('deep', tree.maxDepth > 40);
      count(
        'wide',
        rows.some((row) => rows.filter((other) => columns.parent[other] === row).length > 40),
      );
      count('overlapping', tree.laneCount > 2 * (tree.maxDepth + 1));
      count(
        'skewed',
        rows.some((row) => (tree.marks[row] & Mark.SKEWED) !== 0),
      );
      count(
        'negative',
        columns.duration.some((duration) => duration < 0),
      );
      count(
        'instant',
        columns.duration.some((duration) => duration === 0),
      );
      count('error', columns.status.includes(STATUS_ERROR));
      const ids = new IdSet(columns.spanIds);
      Array.from(columns.missing.rows.keys()).forEach((i) => {
        const known = ids.has(columns.missing.ids[2 * i], columns.missing.ids[2 * i + 1]);
        count(known ? 'circle' : 'orphan', true);
      });
    }
    for (const [kind, traces] of Object.entries(seen)) {
      expect(traces, kind).toBeGreaterThan(5);
    }
  });

  it('lose no span of a pixel or more in a lane of its own, but to an error', () => {
    for (let seed = 1; seed <= 150; seed++) {
      const next = random(seed);
      const columns = randomTrace(seed, 100);
      columns.status.fill(0);
      const { detail, tree } = prepared(columns);
      const window = { ...randomWindow(next, columns, tree), rows: 1000 };
      const shown = new Set(listed(detail.rectangles(window)).map(([, , , span]) => span));
      const pixel = (window.to - window.from) / window.width;
      for (let row = 0; row < columns.rows; row++) {
        const inside =
          columns.start[row] >= window.from &&
          endOf(columns, row) <= window.to &&
          window.firstLane <= tree.lane[row] &&
          tree.lane[row] < window.lastLane;
        if (inside && lengthOf(columns, row) >= pixel) {
          expect(shown.has(row), `seed ${seed} row ${row} ${JSON.stringify(window)}`).toBe(true);
        }
      }
    }
  });

  it('show one error of a microsecond among many spans, in as few pixels as there are', () => {
    const spans: TestSpan[] = [{ id: 1, start: 0, duration: 3_600_000_000_000 }];
    for (let i = 2; i <= 50_000; i++) {
      // Overlapping children, so that there are more lanes than tracks.
      spans.push({ id: i, parent: 1, start: i * 72_000_000, duration: 40_000_000_000 });
    }
    spans[31_234] = { ...spans[31_234], duration: 1000, status: 2 };
    const columns = traceOf(spans);
    const { detail, tree, overview } = prepared(columns);
    expect(overview.bandLanes).toBeGreaterThan(1);
    for (const rows of [1, 7, 120, tree.laneCount]) {
      for (const width of [1, 300, 1600]) {
        const window = { from: 0, to: tree.end, width, firstLane: 0, lastLane: tree.laneCount, rows };
        const errors = listed(detail.rectangles(window)).filter(([, , , span]) => columns.status[span] === 2);
        expect(errors.length, `${width} times ${rows}`).toBe(1);
        expect(errors[0][2]).toBe(1);
      }
    }
  });

  it('know which span a pixel shows', () => {
    const next = random(11);
    const columns = randomTrace(11, 100);
    const { detail, tree } = prepared(columns);
    const window = randomWindow(next, columns, tree);
    const list = detail.rectangles(window);
    const cells = new Map<string, number>();
    for (const [y, x, width, span] of listed(list)) {
      for (let i = x; i < x + width; i++) {
        cells.set(`${i},${y}`, span);
      }
    }
    for (let y = -1; y <= list.rows; y++) {
      for (let x = -1; x <= window.width; x++) {
        expect(spanAt(list, x, y)).toBe(cells.get(`${x},${y}`) ?? -1);
      }
    }
  });

  it('are none for a trace without spans', () => {
    const { detail } = prepared(traceOf([]));
    const list = detail.rectangles({ from: 0, to: 1, width: 10, firstLane: 0, lastLane: 0, rows: 5 });
    expect([list.count, list.rows]).toEqual([0, 0]);
  });
});

function prepared(columns: TraceColumns): { tree: TraceTree; overview: Overview; detail: LevelOfDetail } {
  const tree = buildTree(columns);
  const overview = buildOverview(columns, tree);
  return { tree, overview, detail: new LevelOfDetail(columns, overview) };
}
