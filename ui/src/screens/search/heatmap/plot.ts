import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { formatDuration, type Zone } from '../../../format';
import { themeColour } from '../../../theme';
import { type Box, durationTicks, type HeatGrid, intensity, spaced } from './geometry';
import { timeTicks } from './timeTicks';

/** What the person at the plot does. Places are those of {@link HeatGrid}. */
export interface PlotEvents {
  /** The pointer is over a place, in pixels from the plot's left and top; null when it leaves. */
  onPoint(place: { column: number; row: number; left: number; top: number } | null): void;
  onClick(column: number, row: number, event: MouseEvent): void;
  /** A box was dragged; a direction that was hardly moved in is not narrowed. */
  onDrag(box: Box, narrowsTime: boolean, narrowsDuration: boolean): void;
}

/** Height of the strip below the cells that marks columns with errors, in CSS pixels. */
const LANE = 10;
/** A drag of fewer pixels in one direction is meant for the other alone. */
const STRAIGHT = 14;

/**
 * Draws a heat map: uPlot has axes, crosshair and dragging, the cells are painted into its canvas. Its scales are
 * columns and rows, not times and durations: exact for 64-bit times, and a row from 0 is no trouble for a logarithm.
 */
export class HeatPlot {
  private readonly plot: uPlot;
  private grid: HeatGrid;
  private zone: Zone;
  private dragged = false;

  constructor(place: HTMLElement, grid: HeatGrid, zone: Zone, events: PlotEvents) {
    this.grid = grid;
    this.zone = zone;
    this.plot = new uPlot(this.options(place, events), dataOf(grid), place);
    this.plot.over.addEventListener('click', (event) => {
      if (!this.dragged) {
        events.onClick(...this.at(event.offsetX, event.offsetY), event);
      }
    });
  }

  show(grid: HeatGrid, zone: Zone): void {
    this.grid = grid;
    this.zone = zone;
    this.plot.setData(dataOf(grid));
  }

  resize(width: number, height: number): void {
    this.plot.setSize({ width, height });
  }

  redraw(): void {
    this.plot.redraw();
  }

  destroy(): void {
    this.plot.destroy();
  }

  /** Where a box lies, in CSS pixels from the left and top of the whole plot. */
  pixelsOf(box: Box): { left: number; top: number; width: number; height: number } {
    const { offsetLeft, offsetTop } = this.plot.over;
    const left = this.plot.valToPos(box.fromColumn, 'x');
    const top = this.plot.valToPos(box.toRow + 1, 'y');
    return {
      left: offsetLeft + left,
      top: offsetTop + top,
      width: this.plot.valToPos(box.toColumn + 1, 'x') - left,
      height: this.plot.valToPos(box.fromRow, 'y') - top,
    };
  }

  private at(left: number, top: number): [column: number, row: number] {
    return [this.plot.posToVal(left, 'x'), this.plot.posToVal(top, 'y')];
  }

  private options(place: HTMLElement, events: PlotEvents): uPlot.Options {
    const colour = (name: string) => () => themeColour(name);
    const axis = { stroke: colour('text-faint'), font: '11px system-ui, sans-serif' };
    return {
      width: place.clientWidth,
      height: place.clientHeight,
      padding: [8, 24, 0, 0],
      legend: { show: false },
      scales: {
        x: { time: false, range: () => [0, this.grid.columns] },
        y: { range: (plot) => [-this.laneRows(plot), this.grid.rows] },
      },
      series: [{}, { paths: () => null, points: { show: false } }],
      axes: [
        {
          ...axis,
          size: 40,
          gap: 4,
          grid: { show: false },
          ticks: { stroke: colour('line'), size: 4, width: 1 },
          splits: (plot) => this.ticks(plot).map(({ nanos }) => this.grid.columnOf(nanos)),
          values: (plot) => this.ticks(plot).map(({ label }) => label),
        },
        {
          ...axis,
          size: 62,
          gap: 6,
          grid: { stroke: colour('line'), width: 1 },
          ticks: { show: false },
          splits: () => this.durations().map((nanos) => this.grid.rowOf(nanos)),
          values: () => this.durations().map(formatDuration),
        },
      ],
      cursor: {
        points: { show: false },
        drag: { x: true, y: true, uni: STRAIGHT, setScale: false, dist: 4 },
      },
      hooks: {
        draw: [(plot) => this.paint(plot)],
        setCursor: [(plot) => this.point(plot, events)],
        setSelect: [(plot) => this.select(plot, events)],
        ready: [
          (plot) => {
            plot.over.addEventListener('mousedown', () => (this.dragged = false));
          },
        ],
      },
    };
  }

  private ticks(plot: uPlot) {
    const most = Math.max(2, Math.floor(plot.over.clientWidth / 90) || 8);
    const end = this.grid.momentAt(this.grid.columns);
    return timeTicks(this.grid.start, end, most, this.zone);
  }

  private durations(): number[] {
    const { grid } = this;
    const ticks = durationTicks(Number(grid.lowerBound(0)), Number(grid.upperBound(grid.rows - 1)));
    const apart = (14 * grid.rows) / Math.max(this.plot?.over.clientHeight ?? 0, 120);
    return spaced(ticks, (nanos) => grid.rowOf(nanos), apart);
  }

  /** The strip for errors in rows, so that it has the same height whatever the rows are. */
  private laneRows(plot: uPlot): number {
    const height = (plot.bbox?.height ?? 0) / devicePixelRatio || 120;
    return (this.grid.rows * LANE) / Math.max(height - LANE, 1);
  }

  private paint(plot: uPlot): void {
    const { ctx } = plot;
    const [plain, failing, ground, line] = ['accent', 'error', 'surface', 'line'].map(themeColour);
    const x = (column: number) => Math.round(plot.valToPos(column, 'x', true));
    const y = (row: number) => Math.round(plot.valToPos(row, 'y', true));
    const ratio = devicePixelRatio;
    const gap = x(1) - x(0) >= 5 * ratio && y(0) - y(1) >= 4 * ratio ? Math.round(ratio) : 0;
    const failed = new Map<number, number>();
    ctx.save();
    for (const cell of this.grid.cells) {
      const left = x(cell.column);
      const top = y(cell.row + 1);
      const width = Math.max(x(cell.column + 1) - left - gap, ratio);
      const height = Math.max(y(cell.row) - top - gap, ratio);
      ctx.fillStyle = cell.errors > 0 ? failing : plain;
      ctx.globalAlpha = intensity(cell.traces, this.grid.mostTraces);
      ctx.fillRect(left, top, width, height);
      if (cell.errors > 0) {
        failed.set(cell.column, (failed.get(cell.column) ?? 0) + cell.errors);
        ctx.globalAlpha = 1;
        notch(ctx, left, top, width, height, ground, failing);
      }
    }
    ctx.globalAlpha = 1;
    ctx.fillStyle = line;
    ctx.fillRect(plot.bbox.left, y(0), plot.bbox.width, Math.max(1, Math.round(ratio)));
    ctx.fillStyle = failing;
    failed.forEach((_, column) =>
      triangle(ctx, (x(column) + x(column + 1)) / 2, y(0) + 3 * ratio, 6 * ratio),
    );
    ctx.restore();
  }

  private point(plot: uPlot, events: PlotEvents): void {
    const { left = -1, top = -1 } = plot.cursor;
    if (left < 0 || top < 0) {
      events.onPoint(null);
      return;
    }
    const [column, row] = this.at(left, top);
    const { offsetLeft, offsetTop } = plot.over;
    events.onPoint({ column, row, left: offsetLeft + left, top: offsetTop + top });
  }

  private select(plot: uPlot, events: PlotEvents): void {
    const { left, top, width, height } = plot.select;
    if (width <= 0 || height <= 0) {
      return;
    }
    this.dragged = true;
    const [fromColumn, toRow] = this.at(left, top);
    const [toColumn, fromRow] = this.at(left + width, top + height);
    const box = this.grid.boxBetween(fromColumn, fromRow, toColumn, toRow);
    plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
    events.onDrag(box, width < plot.over.clientWidth - 1, height < plot.over.clientHeight - 1);
  }
}

/** uPlot wants a series; the cells are none, so it gets the corners. */
function dataOf(grid: HeatGrid): uPlot.AlignedData {
  return [
    [0, grid.columns],
    [0, grid.rows],
  ];
}

/** The mark of a cell with errors that does not need its colour: a corner cut off where there is room, else a frame. */
function notch(
  ctx: CanvasRenderingContext2D,
  left: number,
  top: number,
  width: number,
  height: number,
  ground: string,
  edge: string,
): void {
  const size = Math.min(width, height) * 0.6;
  ctx.fillStyle = ground;
  ctx.beginPath();
  ctx.moveTo(left + width - size, top);
  ctx.lineTo(left + width, top);
  ctx.lineTo(left + width, top + size);
  ctx.fill();
  ctx.strokeStyle = edge;
  ctx.lineWidth = 1;
  ctx.strokeRect(left + 0.5, top + 0.5, width - 1, height - 1);
}

/** A triangle that points up to the cells above it. */
function triangle(ctx: CanvasRenderingContext2D, middle: number, top: number, size: number): void {
  ctx.beginPath();
  ctx.moveTo(middle, top);
  ctx.lineTo(middle + size / 2, top + size);
  ctx.lineTo(middle - size / 2, top + size);
  ctx.fill();
}
