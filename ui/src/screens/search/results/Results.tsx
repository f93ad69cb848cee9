import { useMemo } from 'preact/hooks';
import type { SearchAnswer } from '../../../api';
import { CopyButton, Icon } from '../../../parts';
import { fullAddress, traceAddress, useView } from '../../../url';
import { MAX_LIMIT, type Question, type SortKey } from '../question';
import type { Waiting } from '../useLive';
import { VIEW } from '../view';
import { TraceTable } from './TraceTable';
import { plural, shownText } from './words';

interface ResultsProps {
  readonly question: Question;
  readonly answer: SearchAnswer;
  /** How many traces match; null while they are counted. */
  readonly all: number | null;
  readonly stale: boolean;
  readonly fresh: ReadonlySet<string>;
  readonly paused: boolean;
  readonly waiting: Waiting | null;
  readonly onPause: (paused: boolean) => void;
  readonly onShowWaiting: () => void;
  readonly onSort: (key: SortKey) => void;
  readonly onLimit: (limit: number) => void;
}

/** What a comparison can hold, and an address has room for. */
const MOST_SELECTED = 20;
const MOST_OPEN = 20;

/** The table with what is to be said and done about it. */
export function Results(props: ResultsProps) {
  const { question, answer, waiting } = props;
  const [view, setView] = useView(VIEW);
  const selected = useMemo(() => new Set(view.selected), [view.selected]);
  const open = useMemo(() => new Set(view.open), [view.open]);
  const shown = answer.traces.length;
  return (
    <>
      <header class="results-head">
        <p role="status">{shownText(question, shown, answer.limitReached, props.all)}</p>
        {selected.size > 0 && (
          <div class="selection">
            <strong>{plural(selected.size, 'trace')} selected</strong>
            <CopyButton
              what="links to the selected traces"
              text={() => view.selected.map((id) => fullAddress(traceAddress(id))).join('\n')}
            >
              Copy links
            </CopyButton>
            <button type="button" class="quiet" onClick={() => setView({ selected: [] })}>
              Clear
            </button>
          </div>
        )}
        {waiting !== null && (
          <button type="button" class="waiting-chip" onClick={props.onShowWaiting}>
            {waiting.count} new
          </button>
        )}
        {question.range.kind !== 'absolute' && (
          <button
            type="button"
            class="quiet live"
            aria-pressed={!props.paused}
            title={props.paused ? 'Show traces as they arrive' : 'Keep the table as it is'}
            onClick={() => props.onPause(!props.paused)}
          >
            <span class="live-dot" aria-hidden="true" />
            {props.paused ? 'Paused' : 'Live'}
            <Icon name={props.paused ? 'play' : 'pause'} />
          </button>
        )}
      </header>
      <TraceTable
        question={question}
        traces={answer.traces}
        selected={selected}
        open={open}
        fresh={props.fresh}
        stale={props.stale}
        onSort={props.onSort}
        onSelect={(traceIds, on) =>
          setView({ selected: changed(view.selected, traceIds, on).slice(0, MOST_SELECTED) })
        }
        onOpen={(traceId, on) => setView({ open: changed(view.open, [traceId], on).slice(-MOST_OPEN) })}
      />
      {answer.limitReached && (
        <p class="more">
          {question.limit < MAX_LIMIT ? (
            <button type="button" onClick={() => props.onLimit(nextLimit(question.limit))}>
              Load more
            </button>
          ) : (
            <span class="soft">
              The table holds {plural(MAX_LIMIT, 'trace')} at most. Narrow the search to see the others.
            </span>
          )}
        </p>
      )}
    </>
  );
}

function changed(ids: readonly string[], which: readonly string[], on: boolean): readonly string[] {
  return on ? [...ids, ...which.filter((id) => !ids.includes(id))] : ids.filter((id) => !which.includes(id));
}

function nextLimit(limit: number): number {
  return [50, 100, 200, 500, 1000].find((next) => next > limit) ?? MAX_LIMIT;
}
