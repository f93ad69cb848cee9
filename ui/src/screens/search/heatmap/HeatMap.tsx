import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { HeatMapAnswer } from '../../../api';
import { useZone } from '../../../settings';
import { useShade } from '../../../theme';
import { go, traceAddress } from '../../../url';
import { type Box, type BoxMeaning, type Cell, HeatGrid } from './geometry';
import type { HeatPlot } from './plot';
import { boxOf, boxWords, summary } from './words';

interface HeatMapProps {
  readonly answer: HeatMapAnswer;
  /** What is shown belongs to the search before. */
  readonly stale: boolean;
  /** Narrows the search to a box; null leaves that direction as it is. */
  readonly onNarrow: (time: BoxMeaning | null, duration: BoxMeaning | null) => void;
}

/** What is pointed at, by mouse or by key. */
interface Pointed {
  readonly box: Box;
  /** Where words beside it may begin, in pixels from the left of the plot, and to its left where they may end. */
  readonly right: number;
  readonly left: number;
  readonly top: number;
}

const HELP =
  'Arrow keys go from cell to cell, with Shift they draw a box. Enter opens a trace of the cell or narrows to the box. Escape gives it up.';

/** All matching traces by start and duration. A click opens one of a cell, a dragged box narrows the search. */
export function HeatMap({ answer, stale, onNarrow }: HeatMapProps) {
  const zone = useZone();
  const shade = useShade();
  const grid = useMemo(() => HeatGrid.of(answer), [answer]);
  const frame = useRef<HTMLDivElement>(null);
  const plot = useRef<HeatPlot | null>(null);
  const latest = useRef({ grid, zone, onNarrow });
  latest.current = { grid, zone, onNarrow };
  const [ready, setReady] = useState(false);
  const [hovered, setHovered] = useState<Pointed | null>(null);
  const keys = useKeys(grid, plot, onNarrow);

  useEffect(() => {
    const place = frame.current!;
    let gone = false;
    const resized = new ResizeObserver(() => plot.current?.resize(place.clientWidth, place.clientHeight));
    void import('./plot').then((chunk) => {
      const { grid, zone } = latest.current;
      if (gone || grid === null) {
        return;
      }
      plot.current = new chunk.HeatPlot(place, grid, zone, {
        onPoint: (at) => setHovered(at && pointedAt(latest.current.grid!, at)),
        onClick: (column, row, event) => openNear(latest.current.grid!, column, row, event),
        onDrag: (box, time, duration) => {
          const meaning = latest.current.grid!.meaningOf(box);
          latest.current.onNarrow(time ? meaning : null, duration ? meaning : null);
        },
      });
      resized.observe(place);
      setReady(true);
    });
    return () => {
      gone = true;
      resized.disconnect();
      plot.current?.destroy();
      plot.current = null;
    };
  }, []);
  useEffect(() => {
    if (grid !== null) {
      plot.current?.show(grid, zone);
    }
    setHovered(null);
    keys.forget();
  }, [grid, zone]);
  useEffect(() => plot.current?.redraw(), [shade]);

  const pointed = keys.pointed ?? hovered;
  const words = grid && pointed && boxWords(grid, pointed.box, zone);
  return (
    <div class="heat-map" data-stale={stale}>
      <div
        class="heat-plot"
        ref={frame}
        data-ready={ready}
        tabIndex={0}
        role="application"
        aria-roledescription="heat map"
        aria-label={grid ? `Durations of traces over time. ${summary(grid, zone)} ${HELP}` : undefined}
        onKeyDown={keys.onKeyDown}
        onBlur={keys.forget}
      >
        {keys.pointed && <Cursor plot={plot.current} box={keys.pointed.box} />}
        {pointed && words && (
          <Tip pointed={pointed} width={frame.current?.clientWidth ?? 0}>
            <strong>{words.counts}</strong>
            <span>{words.duration}</span>
            <span>{words.time}</span>
          </Tip>
        )}
      </div>
      <p class="unseen" role="status">
        {keys.pointed && words ? `${words.counts}. ${words.duration}. ${words.time}.` : ''}
      </p>
    </div>
  );
}

/** The keyboard's way over the plot: a cell, and with Shift a box from where it began. */
function useKeys(
  grid: HeatGrid | null,
  plot: { readonly current: HeatPlot | null },
  onNarrow: HeatMapProps['onNarrow'],
) {
  const [from, setFrom] = useState<Cell | null>(null);
  const [to, setTo] = useState<Cell | null>(null);
  const forget = () => {
    setFrom(null);
    setTo(null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = ARROWS[event.key];
    if (grid === null || (step === undefined && to === null)) {
      return;
    }
    if (step !== undefined) {
      event.preventDefault();
      const next = to === null ? grid.cells[grid.cells.length - 1] : grid.next(to, step[0], step[1]);
      setFrom(event.shiftKey && from !== null ? from : next);
      setTo(next);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      if (from === to) {
        go(traceAddress(to!.example));
      } else {
        const meaning = grid.meaningOf(between(grid, from!, to!));
        onNarrow(meaning, meaning);
      }
    } else if (event.key === 'Escape') {
      event.stopPropagation();
      forget();
    }
  };
  let pointed: Pointed | null = null;
  if (grid !== null && from !== null && to !== null && plot.current !== null) {
    const box = between(grid, from, to);
    const { left, top, width } = plot.current.pixelsOf(box);
    pointed = { box, left, right: left + width, top };
  }
  return { pointed, onKeyDown, forget };
}

const ARROWS: Readonly<Record<string, readonly [-1 | 0 | 1, -1 | 0 | 1]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

function between(grid: HeatGrid, from: Cell, to: Cell): Box {
  return grid.boxBetween(
    Math.min(from.column, to.column),
    Math.min(from.row, to.row),
    Math.max(from.column, to.column) + 1,
    Math.max(from.row, to.row) + 1,
  );
}

function pointedAt(
  grid: HeatGrid,
  at: { column: number; row: number; left: number; top: number },
): Pointed | null {
  const cell = near(grid, at.column, at.row);
  return cell && { box: boxOf(cell), left: at.left, right: at.left, top: at.top };
}

/** The cell under the pointer, or the one beside it: single cells are small. */
function near(grid: HeatGrid, column: number, row: number): Cell | null {
  const [c, r] = [Math.floor(column), Math.floor(row)];
  for (const distance of [0, 1]) {
    for (let dc = -distance; dc <= distance; dc++) {
      for (let dr = -distance; dr <= distance; dr++) {
        const cell = grid.at(c + dc, r + dr);
        if (cell !== undefined) {
          return cell;
        }
      }
    }
  }
  return null;
}

function openNear(grid: HeatGrid, column: number, row: number, event: MouseEvent): void {
  const cell = near(grid, column, row);
  if (cell === null) {
    return;
  }
  const address = traceAddress(cell.example);
  if (event.ctrlKey || event.metaKey) {
    window.open(address, '_blank', 'noopener');
  } else {
    go(address);
  }
}

function Cursor({ plot, box }: { readonly plot: HeatPlot | null; readonly box: Box }) {
  const place = plot?.pixelsOf(box);
  return (
    <div
      class="heat-cursor"
      ref={(element) => {
        if (element && place) {
          element.style.transform = `translate(${place.left}px, ${place.top}px)`;
          element.style.width = `${place.width}px`;
          element.style.height = `${place.height}px`;
        }
      }}
    />
  );
}

interface TipProps {
  readonly pointed: Pointed;
  readonly width: number;
  readonly children: preact.ComponentChildren;
}

/** Words beside the pointer, on the side where there is room. */
function Tip({ pointed, width, children }: TipProps) {
  const before = pointed.right > width - 280;
  return (
    <div
      class="heat-tip"
      aria-hidden="true"
      ref={(element) => {
        if (element) {
          element.style.transform =
            `translate(${before ? pointed.left - 12 : pointed.right + 12}px, ${Math.max(0, pointed.top - 20)}px)` +
            (before ? ' translateX(-100%)' : '');
        }
      }}
    >
      {children}
    </div>
  );
}
