import { useMemo, useState } from 'preact/hooks';
import { clip, formatCount, formatDuration, formatMoment, visible } from '../../format';
import { Icon } from '../../parts';
import { useZone } from '../../settings';
import type { TraceSummary } from '../../source/file/FileContents';
import { addressOf } from '../../url';

/** More rows help nobody: the list can be narrowed. */
const MOST_SHOWN = 200;

const ORDERS = {
  start: { label: 'Start', compare: null },
  duration: {
    label: 'Longest first',
    compare: (a: TraceSummary, b: TraceSummary) => b.duration - a.duration,
  },
  spans: { label: 'Most spans first', compare: (a: TraceSummary, b: TraceSummary) => b.spans - a.spans },
  errors: { label: 'Most errors first', compare: (a: TraceSummary, b: TraceSummary) => b.errors - a.errors },
} as const;

/** The traces of a file, to choose one from. */
export function TraceList({ traces }: { traces: readonly TraceSummary[] }) {
  const zone = useZone();
  const [words, setWords] = useState('');
  const [order, setOrder] = useState<keyof typeof ORDERS>('start');
  const found = useMemo(() => {
    const wanted = words.trim().toLowerCase();
    const matching = traces.filter(({ traceId, service, name }) =>
      `${traceId} ${service} ${name}`.toLowerCase().includes(wanted),
    );
    const { compare } = ORDERS[order];
    return compare ? matching.sort(compare) : matching;
  }, [traces, words, order]);
  return (
    <>
      <div class="file-tools">
        <input
          type="search"
          aria-label="Narrow the traces"
          placeholder="Trace id, service or name"
          value={words}
          onInput={(event) => setWords(event.currentTarget.value)}
        />
        <label>
          Order{' '}
          <select
            value={order}
            onChange={(event) => setOrder(event.currentTarget.value as keyof typeof ORDERS)}
          >
            {Object.entries(ORDERS).map(([id, { label }]) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
          </select>
        </label>
        <output class="soft">
          {found.length > MOST_SHOWN
            ? `the first ${MOST_SHOWN} of ${formatCount(found.length)}`
            : `${formatCount(found.length)} of ${formatCount(traces.length)}`}
        </output>
      </div>
      <table class="file-traces">
        <thead>
          <tr>
            <th scope="col">Trace</th>
            <th scope="col">Start</th>
            <th scope="col" class="number">
              Duration
            </th>
            <th scope="col" class="number">
              Spans
            </th>
            <th scope="col" class="number">
              Errors
            </th>
          </tr>
        </thead>
        <tbody>
          {found.slice(0, MOST_SHOWN).map((trace) => (
            <tr key={trace.traceId}>
              <td>
                <a href={addressOf('/file', new URLSearchParams({ trace: trace.traceId }))}>
                  <bdi class="soft">{visible(clip(trace.service, 100)) || 'no service'}</bdi>{' '}
                  <bdi>{visible(clip(trace.name, 200)) || '(no name)'}</bdi>
                </a>{' '}
                <code class="faint">{trace.traceId.replace(/^0{16}/, '').slice(0, 7)}</code>
              </td>
              <td>{formatMoment(trace.startNanos, zone, 'milli')}</td>
              <td class="number">{formatDuration(trace.duration)}</td>
              <td class="number">{formatCount(trace.spans)}</td>
              <td class="number">
                {trace.errors > 0 && (
                  <span class="file-errors">
                    <Icon name="error" /> {formatCount(trace.errors)}
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
