import { useMemo, useState } from 'preact/hooks';
import { clip, formatCount, formatDuration, formatShare, visible } from '../../format';
import { byName, byService, type GroupStatistics } from '../../trace/statistics';
import { serviceColour, useShade } from '../../theme';
import type { Stage } from './Stage';

type Key = 'name' | 'count' | 'errors' | 'total' | 'self' | 'p50' | 'p95' | 'max';

const COLUMNS: readonly (readonly [key: Key, label: string, title: string])[] = [
  ['count', 'Spans', 'How many spans there are'],
  ['errors', 'Errors', 'How many have the status error'],
  ['total', 'Total', 'Sum of the durations; spans that run at once count each'],
  ['self', 'Self', 'Sum of the time in which no child runs'],
  ['p50', 'p50', 'Half of the spans take no longer'],
  ['p95', 'p95', '95% of the spans take no longer'],
  ['max', 'Max', 'The longest'],
];

/** Rows shown at first; a trace may have a name for each span. */
const PAGE = 500;

/** How the trace's time is spread over services and names. */
export function Statistics({ stage }: { stage: Stage }) {
  const { columns, tree } = stage.model;
  const [by, setBy] = useState<'service' | 'name'>('service');
  const [sort, setSort] = useState<{ key: Key; ascending: boolean }>({ key: 'self', ascending: false });
  const [most, setMost] = useState(PAGE);
  const shade = useShade();
  const groups = useMemo(
    () => (by === 'service' ? byService(columns, tree) : byName(columns, tree)),
    [columns, tree, by],
  );
  const sorted = useMemo(() => sortGroups(groups, sort.key, sort.ascending), [groups, sort]);
  const selfOfAll = useMemo(() => groups.reduce((sum, group) => sum + group.self, 0), [groups]);
  const longestSelf = useMemo(() => groups.reduce((most, group) => Math.max(most, group.self), 1), [groups]);
  const choose = (key: Key) =>
    setSort((now) => ({ key, ascending: now.key === key ? !now.ascending : key === 'name' }));
  const ariaSort = (key: Key) => (sort.key !== key ? 'none' : sort.ascending ? 'ascending' : 'descending');
  return (
    <div class="statistics" tabIndex={0} role="region" aria-label="Statistics">
      <div class="statistics-tools" role="group" aria-label="Group by">
        <button type="button" aria-pressed={by === 'service'} onClick={() => setBy('service')}>
          By service
        </button>
        <button type="button" aria-pressed={by === 'name'} onClick={() => setBy('name')}>
          By name
        </button>
        <span class="faint">{formatCount(groups.length)} groups</span>
      </div>
      <table>
        <thead>
          <tr>
            <th scope="col" aria-sort={ariaSort('name')}>
              <SortButton
                label={by === 'service' ? 'Service' : 'Service and name'}
                on={sort.key === 'name'}
                ascending={sort.ascending}
                onClick={() => choose('name')}
              />
            </th>
            {COLUMNS.map(([key, label, title]) => (
              <th key={key} scope="col" class="number" aria-sort={ariaSort(key)} title={title}>
                <SortButton
                  label={label}
                  on={sort.key === key}
                  ascending={sort.ascending}
                  onClick={() => choose(key)}
                />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sorted.slice(0, most).map((group, index) => (
            <tr key={index}>
              <th scope="row">
                <span
                  class="swatch"
                  ref={(element) =>
                    element?.style.setProperty('background', serviceColour(group.service, shade))
                  }
                />
                <bdi class={group.name === null ? '' : 'soft'}>
                  {visible(clip(group.service, 80)) || 'no service'}
                </bdi>{' '}
                {group.name !== null && <bdi>{visible(clip(group.name, 200)) || '(no name)'}</bdi>}
              </th>
              <td class="number">{formatCount(group.count)}</td>
              <td class={group.errors > 0 ? 'number is-error' : 'number faint'}>
                {formatCount(group.errors)}
              </td>
              <td class="number">{formatDuration(group.total)}</td>
              <td class="number self">
                <span
                  class="self-bar"
                  ref={(element) =>
                    element?.style.setProperty('width', `${(100 * group.self) / longestSelf}%`)
                  }
                />
                <span>
                  {formatDuration(group.self)}{' '}
                  <span class="faint">{formatShare(group.self / Math.max(1, selfOfAll))}</span>
                </span>
              </td>
              <td class="number">{formatDuration(group.p50)}</td>
              <td class="number">{formatDuration(group.p95)}</td>
              <td class="number">{formatDuration(group.max)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {sorted.length > most && (
        <button type="button" class="quiet" onClick={() => setMost(most + PAGE)}>
          Show more of {formatCount(sorted.length)}
        </button>
      )}
    </div>
  );
}

export function SortButton({
  label,
  on,
  ascending,
  onClick,
}: {
  label: string;
  on: boolean;
  ascending: boolean;
  onClick: () => void;
}) {
  return (
    <button type="button" class="quiet trace-sort" onClick={onClick}>
      {label}
      {on && <span aria-hidden="true">{ascending ? '↑' : '↓'}</span>}
    </button>
  );
}

function sortGroups(groups: readonly GroupStatistics[], key: Key, ascending: boolean): GroupStatistics[] {
  const collator = new Intl.Collator('en', { numeric: true });
  const byLabel = (a: GroupStatistics, b: GroupStatistics) =>
    collator.compare(a.service.slice(0, 200), b.service.slice(0, 200)) ||
    collator.compare((a.name ?? '').slice(0, 200), (b.name ?? '').slice(0, 200));
  const order = (a: GroupStatistics, b: GroupStatistics) =>
    key === 'name' ? byLabel(a, b) : a[key] - b[key] || byLabel(b, a);
  return [...groups].sort((a, b) => (ascending ? order(a, b) : order(b, a)));
}
