import { lowerBound, STATUS_ERROR, type TraceColumns } from './columns';
import type { Lines } from './lines';
import type { TraceTree } from './tree';

/** Marks beside the scroll bar, from top to bottom. */
export interface Ticks {
  readonly count: number;
  /** Which pixels have a mark, ascending, no two the same. */
  readonly pixel: Int32Array;
  /** Of each mark the first row, in the order of the tree, that it stands for: where a click on it leads. */
  readonly row: Int32Array;
}

/**
 * Marks for some spans: a pixel has one exactly if one of them lies on, or is hidden behind, a line of it. Of `height`
 * pixels, line `n` of `count` lies on pixel `floor(n * height / count)`. Takes O(height log n).
 *
 * @param positions of the spans, ascending
 * @param height in pixels
 */
export function ticks(
  lines: Pick<Lines, 'count' | 'lineOfPosition' | 'positionOf'>,
  tree: TraceTree,
  positions: Int32Array,
  height: number,
): Ticks {
  const room = Math.min(height, positions.length);
  const pixel = new Int32Array(room);
  const row = new Int32Array(room);
  let count = 0;
  for (let at = 0; at < positions.length; count++) {
    const line = lines.lineOfPosition(positions[at]);
    pixel[count] = pixelOf(line);
    row[count] = tree.order[positions[at]];
    at = lowerBound(positions, lines.positionOf(firstLineAfter(pixel[count])), at + 1);
  }
  return { count, pixel: pixel.slice(0, count), row: row.slice(0, count) };

  function pixelOf(line: number): number {
    return Math.floor((line * height) / lines.count);
  }

  function firstLineAfter(of: number): number {
    let line = Math.floor(((of + 1) * lines.count) / height);
    while (pixelOf(line) <= of) {
      line++;
    }
    while (line > 0 && pixelOf(line - 1) > of) {
      line--;
    }
    return line;
  }
}

/** The positions of all spans with the status error, ascending. */
export function errorPositions(columns: TraceColumns, tree: TraceTree): Int32Array {
  const positions = new Int32Array(columns.rows);
  let count = 0;
  for (let position = 0; position < columns.rows; position++) {
    if (columns.status[tree.order[position]] === STATUS_ERROR) {
      positions[count++] = position;
    }
  }
  return positions.slice(0, count);
}

/** The positions of some rows, ascending. */
export function positionsOf(tree: TraceTree, rows: Int32Array): Int32Array {
  return rows.map((row) => tree.position[row]).sort();
}
