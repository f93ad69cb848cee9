import { useMemo, useRef } from 'preact/hooks';
import type { TraceMatch } from '../../../api';
import { useShortcuts } from '../../../keys';
import { useZone } from '../../../settings';
import type { Question, SortKey } from '../question';
import { sorted } from './sort';
import { COLUMNS, TraceRow } from './TraceRow';

interface TraceTableProps {
  readonly question: Question;
  readonly traces: readonly TraceMatch[];
  readonly selected: ReadonlySet<string>;
  readonly open: ReadonlySet<string>;
  /** The traces that came with the last refresh. */
  readonly fresh: ReadonlySet<string>;
  /** What is shown belongs to the search before. */
  readonly stale: boolean;
  readonly onSort: (key: SortKey) => void;
  readonly onSelect: (traceIds: readonly string[], selected: boolean) => void;
  readonly onOpen: (traceId: string, open: boolean) => void;
}

/**
 * The traces as a table. `j` and `k` go from trace to trace, Enter opens, `x` selects; Shift with a click on a box selects
 * all from the box before.
 */
export function TraceTable(props: TraceTableProps) {
  const { question, selected, open, fresh } = props;
  const { sort, ascending } = question;
  const zone = useZone();
  const table = useRef<HTMLTableElement>(null);
  const lastSelected = useRef<string | null>(null);
  const traces = useMemo(() => sorted(props.traces, sort, ascending), [props.traces, sort, ascending]);
  const longest = useMemo(
    () => traces.reduce((most, { durationNanos }) => Math.max(most, Number(durationNanos)), 0),
    [traces],
  );

  const onSelect = (traceId: string, on: boolean, range: boolean) => {
    const from = traces.findIndex((trace) => trace.traceId === lastSelected.current);
    const to = traces.findIndex((trace) => trace.traceId === traceId);
    lastSelected.current = traceId;
    const between =
      range && from >= 0 ? traces.slice(Math.min(from, to), Math.max(from, to) + 1) : [traces[to]];
    props.onSelect(
      between.map((trace) => trace.traceId),
      on,
    );
  };
  const current = () => document.activeElement?.closest('tr[data-trace]')?.getAttribute('data-trace') ?? null;
  const step = (by: 1 | -1) => {
    const at = traces.findIndex((trace) => trace.traceId === current());
    const to = Math.min(traces.length - 1, Math.max(0, at + by));
    rowOf(table.current, traces[to]?.traceId)?.querySelector<HTMLAnchorElement>('a.trace-link')?.focus();
  };
  useShortcuts({
    nextResult: () => step(1),
    previousResult: () => step(-1),
    selectResult: () => {
      const traceId = current();
      if (traceId !== null) {
        onSelect(traceId, !selected.has(traceId), false);
      }
    },
  });
  const head = { question, onSort: props.onSort };
  return (
    <div class="trace-table-frame" data-stale={props.stale}>
      <table class="trace-table" ref={table} aria-label="Traces" aria-busy={props.stale}>
        <thead>
          <tr>
            <th class="cell-select" scope="col">
              <span class="unseen">Selected</span>
            </th>
            <th class="cell-open" scope="col">
              <span class="unseen">Matching spans</span>
            </th>
            <Head {...head} sortKey="name" class="cell-name" text="Trace" />
            <Head {...head} sortKey="start" class="cell-start" text="Start" />
            <Head {...head} sortKey="duration" class="cell-duration" text="Duration" />
            <Head {...head} sortKey="spans" class="cell-count" text="Spans" />
            <Head {...head} sortKey="errors" class="cell-count" text="Errors" />
            <Head {...head} sortKey="services" class="cell-services" text="Services" />
          </tr>
        </thead>
        <tbody>
          {traces.map((trace) => (
            <TraceRow
              key={trace.traceId}
              trace={trace}
              longest={longest}
              zone={zone}
              selected={selected.has(trace.traceId)}
              open={open.has(trace.traceId)}
              fresh={fresh.has(trace.traceId)}
              onSelect={onSelect}
              onOpen={props.onOpen}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Rows of a table that is not there yet, as high as those to come. */
export function TableSkeleton() {
  return (
    <div class="trace-table-frame" role="status" aria-label="Searching">
      <table class="trace-table skeleton-table" aria-hidden="true">
        <tbody>
          {Array.from({ length: 12 }, (_, row) => (
            <tr key={row}>
              <td colSpan={COLUMNS}>
                <span class={`skeleton-line of-${row % 4}`} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function rowOf(table: HTMLTableElement | null, traceId: string | undefined): Element | null {
  return traceId === undefined ? null : (table?.querySelector(`tr[data-trace="${traceId}"]`) ?? null);
}

interface HeadProps {
  readonly question: Question;
  readonly sortKey: SortKey;
  readonly class: string;
  readonly text: string;
  readonly onSort: (key: SortKey) => void;
}

function Head({ question, sortKey, class: className, text, onSort }: HeadProps) {
  const on = question.sort === sortKey;
  const direction = question.ascending ? 'ascending' : 'descending';
  return (
    <th class={className} scope="col" aria-sort={on ? direction : 'none'}>
      <button type="button" class="sort" title={hint(sortKey, on)} onClick={() => onSort(sortKey)}>
        {text}
        <svg class="sort-mark" viewBox="0 0 8 8" aria-hidden="true" data-on={on}>
          <path d={question.ascending && on ? 'M4 1.5L7.5 6.5h-7z' : 'M4 6.5L.5 1.5h7z'} />
        </svg>
      </button>
    </th>
  );
}

function hint(key: SortKey, on: boolean): string {
  if (on) {
    return 'Turn the order round';
  }
  switch (key) {
    case 'start':
      return 'Ask for the newest traces';
    case 'duration':
      return 'Ask for the longest traces of all that match';
    default:
      return 'Sort the traces that are shown';
  }
}
