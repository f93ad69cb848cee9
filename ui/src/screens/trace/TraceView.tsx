import { useEffect, useMemo, useRef } from 'preact/hooks';
import { Frames } from '../../canvas/Frames';
import { TextMeasure } from '../../canvas/TextMeasure';
import { Tabs, useTitle } from '../../parts';
import { Setting, useSetting } from '../../settings';
import { visible } from '../../format';
import type { TraceModel } from '../../worker/TraceModel';
import { ServiceInks } from './colours';
import { Details } from './details/Details';
import { Divider } from './Divider';
import { FindBar } from './find/FindBar';
import { useFind } from './find/useFind';
import type { OpenTrace } from './openTrace';
import { LargeOverview } from './overview/LargeOverview';
import { Minimap } from './overview/Minimap';
import { Stage } from './Stage';
import { Statistics } from './Statistics';
import { SpanTable } from './table/SpanTable';
import { useTopics } from './Topics';
import { TraceHeader } from './TraceHeader';
import { markPainted } from './markPainted';
import { useStageInAddress } from './useStageInAddress';
import { useTraceShortcuts } from './useTraceShortcuts';
import { Waterfall } from './waterfall/Waterfall';

interface TraceViewProps {
  readonly trace: OpenTrace;
  readonly model: TraceModel;
  readonly onReload: () => void;
}

const TAB_LABELS = [
  { id: 'waterfall', label: 'Waterfall' },
  { id: 'overview', label: 'Overview' },
  { id: 'table', label: 'Table' },
  { id: 'statistics', label: 'Statistics' },
] as const;

/** How much of the width is left of the details. */
const detailsSetting = new Setting<number>('trace.details', (kept) =>
  typeof kept === 'number' && kept > 0.05 && kept < 0.95 ? kept : 0.66,
);

/** A trace that is there: header, overview, the four views of it, and the details of the span in focus. */
export function TraceView({ trace, model, onReload }: TraceViewProps) {
  const stage = useMemo(() => new Stage(model), [model]);
  const inks = useMemo(() => new ServiceInks(model.columns), [model]);
  const frames = useMemo(() => new Frames(), []);
  const measure = useMemo(() => new TextMeasure(), []);
  useEffect(() => () => frames.close(), []);
  useStageInAddress(stage);
  const root = model.tree.order[0];
  useTitle(visible(model.columns.strings[model.columns.name[root]] ?? '').slice(0, 100));

  const tab = useTopics(stage.topics, ['tab'], () => stage.tab);
  const detailsOpen = useTopics(stage.topics, ['details'], () => stage.details);
  const share = useSetting(detailsSetting);
  const panel = useRef<HTMLDivElement>(null);
  const findField = useRef<HTMLInputElement>(null);
  const takeFocus = useRef<() => void>(() => {});
  const find = useFind(stage, trace);

  useTraceShortcuts(stage, findField, () => takeFocus.current());

  const place = (element: HTMLElement | null) => element?.style.setProperty('--share', String(share));
  return (
    <main class="trace">
      <TraceHeader trace={trace} model={model} stage={stage} onReload={onReload} />
      <div class="trace-views">
        <FindBar find={find} stage={stage} field={findField} onLeave={() => takeFocus.current()} />
        <div class="trace-minimap">
          <Minimap stage={stage} inks={inks} frames={frames} onPainted={() => markPainted(model)} />
        </div>
        <Tabs label="Views of the trace" tabs={TAB_LABELS} chosen={tab} onChoose={(id) => stage.setTab(id)}>
          <div
            class={detailsOpen ? 'trace-panel with-details' : 'trace-panel'}
            ref={(element) => {
              panel.current = element;
              place(element);
            }}
          >
            <div class="trace-view">
              {tab === 'waterfall' && (
                <Waterfall
                  stage={stage}
                  inks={inks}
                  frames={frames}
                  measure={measure}
                  onFocuser={(focus) => (takeFocus.current = focus)}
                />
              )}
              {tab === 'overview' && (
                <LargeOverview stage={stage} inks={inks} frames={frames} measure={measure} />
              )}
              {tab === 'table' && <SpanTable stage={stage} />}
              {tab === 'statistics' && <Statistics stage={stage} />}
            </div>
            {detailsOpen && (
              <>
                <Divider
                  label="Width of the details"
                  value={share}
                  onChange={(value) => detailsSetting.set(value)}
                  container={panel}
                />
                <Details stage={stage} trace={trace} onClose={() => takeFocus.current()} />
              </>
            )}
          </div>
        </Tabs>
      </div>
    </main>
  );
}
