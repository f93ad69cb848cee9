import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Frames } from '../../../canvas/Frames';
import type { TextMeasure } from '../../../canvas/TextMeasure';
import { useShade } from '../../../theme';
import { plural } from '../describe';
import type { ServiceInks } from '../colours';
import type { Stage } from '../Stage';
import { LargeOverviewView } from './LargeOverviewView';

interface LargeOverviewProps {
  readonly stage: Stage;
  readonly inks: ServiceInks;
  readonly frames: Frames;
  readonly measure: TextMeasure;
}

/**
 * The lanes of the overview at a height at which they can be read, with names. A picture for the pointer; the same spans
 * are lines of the waterfall and rows of the table, which keys and screen readers reach.
 */
export function LargeOverview({ stage, inks, frames, measure }: LargeOverviewProps) {
  const root = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const axis = useRef<HTMLCanvasElement>(null);
  const tooltip = useRef<HTMLDivElement>(null);
  const view = useRef<LargeOverviewView | null>(null);
  const shade = useShade();

  useLayoutEffect(() => {
    const made = new LargeOverviewView(
      { root: root.current!, canvas: canvas.current!, axis: axis.current!, tooltip: tooltip.current! },
      stage,
      inks,
      frames,
      measure,
    );
    view.current = made;
    return () => made.close();
  }, [stage]);

  useLayoutEffect(() => {
    view.current?.setTheme(inks.css(), getComputedStyle(root.current!).fontFamily);
  }, [stage, shade]);

  const { laneCount } = stage.model.tree;
  return (
    <div class="large-overview">
      <canvas ref={axis} class="large-axis" aria-hidden="true" />
      <div ref={root} class="large-lanes">
        <canvas
          ref={canvas}
          role="img"
          aria-label={`${plural(stage.model.columns.rows, 'span')} in ${plural(laneCount, 'lane')}; the waterfall and the table have them as text`}
        />
      </div>
      <div ref={tooltip} class="tip" aria-hidden="true" hidden />
    </div>
  );
}
