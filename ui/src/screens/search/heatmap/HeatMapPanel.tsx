import { useQuery } from '@tanstack/react-query';
import { useState } from 'preact/hooks';
import { formatCount } from '../../../format';
import { ErrorPanel } from '../../../parts';
import type { Question } from '../question';
import { plural } from '../results/words';
import { heatMapOf } from '../searches';
import type { BoxMeaning } from './geometry';
import { HeatMap } from './HeatMap';

interface HeatMapPanelProps {
  readonly map: ReturnType<typeof useHeatMap>;
  readonly onNarrow: (time: BoxMeaning | null, duration: BoxMeaning | null) => void;
}

const ROWS = 30;

/** The heat map of a search, in as many columns as the window had room for at first. */
export function useHeatMap(question: Question, now: bigint, enabled: boolean) {
  const [columns] = useState(columnsOfWindow);
  return useQuery({ ...heatMapOf(question, now, columns, ROWS), enabled });
}

/** The heat map with its counts and its key, or in its place why there is none. */
export function HeatMapPanel({ map, onNarrow }: HeatMapPanelProps) {
  const { data, error } = map;
  return (
    <section class="heat-panel" aria-label="Heat map">
      <header>
        {data === undefined ? (
          <span class="soft">{error ? 'No heat map' : 'Counting all traces…'}</span>
        ) : (
          <p>
            <strong>{plural(data.traces, 'trace')}</strong>
            <span class={data.errors > 0 ? 'error-words' : 'soft'}>
              {data.errors > 0 ? `▲ ${formatCount(data.errors)} with errors` : 'none with errors'}
            </span>
          </p>
        )}
        <p class="heat-key soft" aria-hidden="true">
          <span class="key-few" /> few <span class="key-many" /> many <span class="key-error" /> with errors
          <span class="wide-only">· drag a box to narrow, click to open a trace</span>
        </p>
      </header>
      <div class="heat-place">
        {error ? (
          <ErrorPanel title="The heat map has no answer" error={error} onRetry={() => void map.refetch()} />
        ) : (
          data &&
          data.traces > 0 && <HeatMap answer={data} stale={map.isPlaceholderData} onNarrow={onNarrow} />
        )}
      </div>
    </section>
  );
}

/** So many that a cell can be pointed at; one of few numbers, so that windows of like width ask alike. */
function columnsOfWindow(): number {
  const wanted = window.innerWidth / 9;
  return [40, 80, 120, 160, 240].findLast((columns) => columns <= wanted) ?? 40;
}
