import type { HeatMapAnswer } from '../../../api';

/** One cell that holds traces. */
export interface Cell {
  readonly column: number;
  readonly row: number;
  readonly traces: number;
  /** Of those, the ones with an error. */
  readonly errors: number;
  readonly example: string;
}

/** A rectangle of cells, all four edges included. */
export interface Box {
  readonly fromColumn: number;
  readonly toColumn: number;
  readonly fromRow: number;
  readonly toRow: number;
}

/** What a box means: moments, both inclusive, and durations, the upper one exclusive; all in nanoseconds. */
export interface BoxMeaning {
  readonly start: bigint;
  readonly end: bigint;
  readonly minDuration: bigint;
  readonly maxDuration: bigint;
}

/**
 * The cells of a heat map and what their places mean. A place on the plot is a pair of real numbers: columns from the
 * left and rows from the bottom, so that cell (c, r) lies between (c, r) and (c + 1, r + 1).
 */
export class HeatGrid {
  readonly columns: number;
  readonly rows: number;
  readonly start: bigint;
  readonly end: bigint;
  readonly columnNanos: bigint;
  readonly cells: readonly Cell[];
  readonly mostTraces: number;
  private readonly bounds: readonly bigint[];
  private readonly byPlace = new Map<number, Cell>();

  private constructor(answer: HeatMapAnswer, start: string, end: string, columnNanos: string) {
    this.columns = answer.columns;
    this.start = BigInt(start);
    this.end = BigInt(end);
    this.columnNanos = BigInt(columnNanos);
    this.bounds = answer.durationBounds.map(BigInt);
    this.rows = this.bounds.length - 1;
    this.cells = answer.cells.map(([column, row, traces, errors, example]) => ({
      column,
      row,
      traces,
      errors,
      example,
    }));
    this.cells.forEach((cell) => this.byPlace.set(cell.row * this.columns + cell.column, cell));
    this.mostTraces = this.cells.reduce((most, cell) => Math.max(most, cell.traces), 0);
  }

  /** Null where nothing matched, since there is nothing to draw then. */
  static of(answer: HeatMapAnswer): HeatGrid | null {
    const { start, end, columnNanos } = answer;
    return start === undefined || end === undefined || columnNanos === undefined || answer.cells.length === 0
      ? null
      : new HeatGrid(answer, start, end, columnNanos);
  }

  /** The cell of a column and row, undefined where no trace is. */
  at(column: number, row: number): Cell | undefined {
    const inside = column >= 0 && column < this.columns && row >= 0 && row < this.rows;
    return inside ? this.byPlace.get(row * this.columns + column) : undefined;
  }

  /** How many columns from the left a moment lies; for moments in the range exact to a small part of a column. */
  columnOf(nanos: bigint): number {
    return Number(nanos - this.start) / Number(this.columnNanos);
  }

  /** The moment so many columns from the left. */
  momentAt(column: number): bigint {
    const whole = Math.floor(column);
    const part = BigInt(Math.round((column - whole) * Number(this.columnNanos)));
    return this.start + BigInt(whole) * this.columnNanos + part;
  }

  /** How many rows from the bottom a duration lies, on the scale of the rows: even in its logarithm within each. */
  rowOf(nanos: number): number {
    const above = this.bounds.findIndex((bound) => Number(bound) > nanos);
    if (above === 0) {
      return 0;
    }
    if (above < 0) {
      return this.rows;
    }
    const low = Math.max(Number(this.bounds[above - 1]), 1);
    const high = Number(this.bounds[above]);
    return above - 1 + Math.log(Math.max(nanos, 1) / low) / Math.log(high / low);
  }

  lowerBound(row: number): bigint {
    return this.bounds[row];
  }

  upperBound(row: number): bigint {
    return this.bounds[row + 1];
  }

  /** The box of two places, in any order, snapped outwards to whole cells and kept on the plot. */
  boxBetween(column1: number, row1: number, column2: number, row2: number): Box {
    const cell = (value: number, count: number) => Math.min(count - 1, Math.max(0, value));
    return {
      fromColumn: cell(Math.floor(Math.min(column1, column2)), this.columns),
      toColumn: cell(Math.ceil(Math.max(column1, column2)) - 1, this.columns),
      fromRow: cell(Math.floor(Math.min(row1, row2)), this.rows),
      toRow: cell(Math.ceil(Math.max(row1, row2)) - 1, this.rows),
    };
  }

  meaningOf(box: Box): BoxMeaning {
    const end = this.start + BigInt(box.toColumn + 1) * this.columnNanos - 1n;
    return {
      start: this.start + BigInt(box.fromColumn) * this.columnNanos,
      end: end < this.end ? end : this.end,
      minDuration: this.lowerBound(box.fromRow),
      maxDuration: this.upperBound(box.toRow),
    };
  }

  /** Traces and those with an error in a box. */
  countIn(box: Box): { traces: number; errors: number } {
    let traces = 0;
    let errors = 0;
    for (const cell of this.cells) {
      if (
        cell.column >= box.fromColumn &&
        cell.column <= box.toColumn &&
        cell.row >= box.fromRow &&
        cell.row <= box.toRow
      ) {
        traces += cell.traces;
        errors += cell.errors;
      }
    }
    return { traces, errors };
  }

  /**
   * The nearest cell with traces in a direction, those straight ahead first, so that arrow keys lead from cell to cell
   * over empty places. The cell itself where there is none.
   */
  next(from: Cell, columnStep: -1 | 0 | 1, rowStep: -1 | 0 | 1): Cell {
    let best = from;
    let bestCost = Infinity;
    for (const cell of this.cells) {
      const columns = cell.column - from.column;
      const rows = cell.row - from.row;
      const along = columns * columnStep + rows * rowStep;
      if (along <= 0) {
        continue;
      }
      const across = Math.abs(columnStep === 0 ? columns : rows);
      const cost = along + across * (this.columns + this.rows);
      if (cost < bestCost) {
        bestCost = cost;
        best = cell;
      }
    }
    return best;
  }
}

/** Durations that are easy to read, one to each power of ten, between two bounds in nanoseconds. */
export function durationTicks(lowest: number, highest: number): number[] {
  const ticks: number[] = [];
  for (let tick = 10 ** Math.ceil(Math.log10(Math.max(lowest, 1))); tick <= highest; tick *= 10) {
    ticks.push(tick);
  }
  if (ticks.length > 1) {
    return ticks;
  }
  const steps = [1, 1.5, 2, 3, 5, 7];
  const power = 10 ** Math.floor(Math.log10(Math.max(lowest, 1)));
  return [power, power * 10]
    .flatMap((base) => steps.map((step) => step * base))
    .filter((tick) => tick >= lowest && tick <= highest);
}

/** Those of ascending ticks whose places are at least so far apart, from the highest down. */
export function spaced(ticks: readonly number[], placeOf: (tick: number) => number, apart: number): number[] {
  const kept: number[] = [];
  for (const tick of [...ticks].reverse()) {
    if (kept.length === 0 || placeOf(kept[0]) - placeOf(tick) >= apart) {
      kept.unshift(tick);
    }
  }
  return kept;
}

/** How strongly a cell is painted, from just above 0 to 1: by the logarithm, so that single traces show beside thousands. */
export function intensity(traces: number, most: number): number {
  return most <= 1 ? 1 : 0.25 + (0.75 * Math.log(traces)) / Math.log(most);
}
