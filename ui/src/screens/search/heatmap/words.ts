import { formatCount, formatDuration, type Zone } from '../../../format';
import { between } from '../range/rangeLabel';
import { plural } from '../results/words';
import type { Box, Cell, HeatGrid } from './geometry';

/** A box in words: when, how long, how many and how many of them failed. */
export function boxWords(grid: HeatGrid, box: Box, zone: Zone) {
  const { start, end, minDuration, maxDuration } = grid.meaningOf(box);
  const { traces, errors } = grid.countIn(box);
  return {
    time: between(start, end, zone),
    duration: `${formatDuration(minDuration)} – ${formatDuration(maxDuration)}`,
    counts: countWords(traces, errors),
  };
}

export function countWords(traces: number, errors: number): string {
  return `${plural(traces, 'trace')}, ${errors === 0 ? 'none' : formatCount(errors)} with errors`;
}

export function boxOf(cell: Cell): Box {
  return { fromColumn: cell.column, toColumn: cell.column, fromRow: cell.row, toRow: cell.row };
}

/** What the plot shows, for those who cannot see it. */
export function summary(grid: HeatGrid, zone: Zone): string {
  const byRow = new Map<number, number>();
  for (const { row, traces } of grid.cells) {
    byRow.set(row, (byRow.get(row) ?? 0) + traces);
  }
  const rows = [...byRow.keys()];
  const [lowest, highest] = [Math.min(...rows), Math.max(...rows)];
  const [commonest] = [...byRow].reduce((most, entry) => (entry[1] > most[1] ? entry : most));
  const { traces, errors } = grid.countIn({
    fromColumn: 0,
    toColumn: grid.columns - 1,
    fromRow: 0,
    toRow: grid.rows - 1,
  });
  return (
    `${countWords(traces, errors)}, ${between(grid.start, grid.end, zone)}. ` +
    `Durations from ${formatDuration(grid.lowerBound(lowest))} to ${formatDuration(grid.upperBound(highest))}, ` +
    `most often ${formatDuration(grid.lowerBound(commonest))} to ${formatDuration(grid.upperBound(commonest))}.`
  );
}
