import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Frames } from '../../../canvas/Frames';
import { formatDuration } from '../../../format';
import { useShade } from '../../../theme';
import type { ServiceInks } from '../colours';
import type { Stage } from '../Stage';
import { useTopics } from '../Topics';
import { MinimapView } from './MinimapView';
import './overview.css';

interface MinimapProps {
  readonly stage: Stage;
  readonly inks: ServiceInks;
  readonly frames: Frames;
  /** Told when all spans have been painted for the first time. */
  readonly onPainted: () => void;
}

/** CSS pixels above and below the lanes. */
const EDGES = 8;

/** As high as whole pixels a lane make it, so that nothing is left empty below the lanes. */
function heightOf(lanes: number): number {
  const room = 120 - EDGES;
  const lane = Math.min(7, Math.max(1, Math.floor(room / lanes)));
  return Math.max(36, Math.min(room, lanes * lane) + EDGES);
}

/** All spans of the trace over its whole time, with the window of time that the other views show. */
export function Minimap({ stage, inks, frames, onPainted }: MinimapProps) {
  const root = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const before = useRef<HTMLDivElement>(null);
  const after = useRef<HTMLDivElement>(null);
  const selection = useRef<HTMLDivElement>(null);
  const view = useRef<MinimapView | null>(null);
  const shade = useShade();
  const height = heightOf(stage.model.tree.laneCount);

  useLayoutEffect(() => {
    const made = new MinimapView(
      {
        root: root.current!,
        canvas: canvas.current!,
        before: before.current!,
        after: after.current!,
        selection: selection.current!,
      },
      stage,
      inks,
      frames,
      onPainted,
    );
    view.current = made;
    return () => made.close();
  }, [stage]);

  useLayoutEffect(() => view.current?.setColours(inks.css()), [stage, shade]);

  return (
    <div class="minimap" ref={root}>
      <canvas
        ref={(element) => {
          canvas.current = element;
          element?.style.setProperty('height', `${height}px`);
        }}
        role="img"
        aria-label={`Overview of ${stage.model.columns.rows} spans in ${stage.model.tree.laneCount} lanes`}
      />
      <div ref={before} class="minimap-outside" />
      <div ref={after} class="minimap-outside" />
      <div ref={selection} class="minimap-selection" hidden />
      <Edge stage={stage} edge="from" label="Start of the window" />
      <Edge stage={stage} edge="to" label="End of the window" />
    </div>
  );
}

/** One end of the window, movable by arrow keys. */
function Edge({ stage, edge, label }: { stage: Stage; edge: 'from' | 'to'; label: string }) {
  const time = useTopics(stage.topics, ['window'], () => stage.window[edge]);
  const share = (time - stage.whole.from) / (stage.whole.to - stage.whole.from);
  const move = (by: number) => {
    const { from, to } = stage.window;
    const moved = time + by * (to - from);
    stage.setWindow(edge === 'from' ? Math.min(moved, to) : from, edge === 'to' ? Math.max(moved, from) : to);
  };
  return (
    <div
      ref={(element) => element?.style.setProperty('left', `${share * 100}%`)}
      class="minimap-edge"
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(share * 1000) / 10}
      aria-valuetext={formatDuration(time)}
      onKeyDown={(event) => {
        const by = { ArrowLeft: -0.05, ArrowDown: -0.05, ArrowRight: 0.05, ArrowUp: 0.05 }[event.key];
        if (by !== undefined) {
          event.preventDefault();
          move(by);
        } else if (event.key === 'Home' || event.key === 'End') {
          event.preventDefault();
          stage.fit();
        }
      }}
    />
  );
}
