import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Frames } from '../../../canvas/Frames';
import { useShade } from '../../../theme';
import type { ServiceInks } from '../colours';
import type { Stage } from '../Stage';
import { GutterView } from './GutterView';

interface GutterProps {
  readonly stage: Stage;
  readonly frames: Frames;
  readonly inks: ServiceInks;
}

/** The scroll bar, with ticks where errors and found spans are. */
export function Gutter({ stage, frames, inks }: GutterProps) {
  const root = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const thumb = useRef<HTMLDivElement>(null);
  const view = useRef<GutterView | null>(null);
  const shade = useShade();

  useLayoutEffect(() => {
    const made = new GutterView(
      { root: root.current!, canvas: canvas.current!, thumb: thumb.current! },
      stage,
      frames,
    );
    view.current = made;
    return () => made.close();
  }, [stage]);

  useLayoutEffect(() => view.current?.setColours(inks.css()), [stage, shade]);

  return (
    <div
      ref={root}
      class="gutter"
      role="scrollbar"
      aria-controls="trace-lines"
      aria-orientation="vertical"
      aria-label="Scroll through the spans; ticks are errors and matches"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={0}
    >
      <canvas ref={canvas} aria-hidden="true" />
      <div ref={thumb} class="gutter-thumb" />
    </div>
  );
}
