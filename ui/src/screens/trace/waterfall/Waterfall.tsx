import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Frames } from '../../../canvas/Frames';
import type { TextMeasure } from '../../../canvas/TextMeasure';
import { Setting, useSetting } from '../../../settings';
import { useShade } from '../../../theme';
import type { ServiceInks } from '../colours';
import { Divider } from '../Divider';
import type { Stage } from '../Stage';
import { FoldTools } from './FoldTools';
import { Gutter } from './Gutter';
import { onTreeKey } from './treeKeys';
import { WaterfallView } from './WaterfallView';
import './waterfall.css';

interface WaterfallProps {
  readonly stage: Stage;
  readonly inks: ServiceInks;
  readonly frames: Frames;
  readonly measure: TextMeasure;
  /** Told what gives the tree the keyboard. */
  readonly onFocuser: (takeFocus: () => void) => void;
}

const NARROWEST = 120;

/** How wide the column of names is, as a share of the waterfall; null where nobody has moved it. */
const namesSetting = new Setting<number | null>('trace.names', (kept) =>
  typeof kept === 'number' && kept > 0.05 && kept < 0.95 ? kept : null,
);

/** The narrower the waterfall, in CSS pixels, the larger the share of it that names need. */
function shareOfNames(width: number): number {
  return width < 600 ? 0.46 : width < 1100 ? 0.42 : 0.36;
}

/** One line a span: names as a tree to the left, bars over time to the right. */
export function Waterfall({ stage, inks, frames, measure, onFocuser }: WaterfallProps) {
  const root = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const rows = useRef<HTMLDivElement>(null);
  const sheet = useRef<HTMLDivElement>(null);
  const bars = useRef<HTMLCanvasElement>(null);
  const axis = useRef<HTMLCanvasElement>(null);
  const crosshair = useRef<HTMLDivElement>(null);
  const crosshairTime = useRef<HTMLDivElement>(null);
  const tooltip = useRef<HTMLDivElement>(null);
  const view = useRef<WaterfallView | null>(null);
  const chosenShare = useSetting(namesSetting);
  const [width, setWidth] = useState(() => window.innerWidth);
  const share = chosenShare ?? shareOfNames(width);
  const shade = useShade();

  useLayoutEffect(() => {
    const made = new WaterfallView(
      {
        body: body.current!,
        rows: rows.current!,
        sheet: sheet.current!,
        bars: bars.current!,
        axis: axis.current!,
        crosshair: crosshair.current!,
        crosshairTime: crosshairTime.current!,
        tooltip: tooltip.current!,
      },
      stage,
      inks,
      frames,
      measure,
    );
    view.current = made;
    onFocuser(() => made.takeFocus());
    return () => made.close();
  }, [stage]);

  useLayoutEffect(() => {
    view.current?.setTheme(inks.css(), getComputedStyle(body.current!).fontFamily);
  }, [stage, shade]);

  useLayoutEffect(() => {
    // The observer may still tell of the element after it has left the page.
    const element = root.current!;
    const place = () => {
      const width = element.clientWidth;
      setWidth(width);
      const names = Math.max(NARROWEST, Math.min(width - NARROWEST, Math.round(width * share)));
      element.style.setProperty('--names', `${names}px`);
      view.current?.setNames(names);
    };
    place();
    return frames.followSize(element, place);
  }, [share, stage]);

  return (
    <div class="waterfall" ref={root}>
      <div class="waterfall-head">
        <FoldTools stage={stage} />
        <div class="waterfall-axis">
          <canvas ref={axis} aria-hidden="true" />
          <div ref={crosshairTime} class="crosshair-time" aria-hidden="true" hidden />
        </div>
      </div>
      <div class="waterfall-body">
        <div class="waterfall-lines" ref={body}>
          <div
            ref={rows}
            id="trace-lines"
            class="waterfall-rows"
            role="treegrid"
            aria-label="Spans"
            aria-colcount={3}
            onKeyDown={(event) => {
              if (!event.ctrlKey && !event.metaKey && !event.altKey && onTreeKey(stage, event.key)) {
                event.preventDefault();
              }
            }}
          >
            <div ref={sheet} class="waterfall-sheet" role="rowgroup" />
          </div>
          <canvas ref={bars} class="waterfall-bars" aria-hidden="true" />
          <div ref={crosshair} class="crosshair" aria-hidden="true" hidden />
        </div>
        <Divider
          class="waterfall-divider"
          label="Width of the names"
          value={share}
          onChange={(value) => namesSetting.set(value)}
          container={root}
        />
        <Gutter stage={stage} frames={frames} inks={inks} />
      </div>
      <div ref={tooltip} class="tip" aria-hidden="true" hidden />
    </div>
  );
}
