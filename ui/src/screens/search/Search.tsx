import { useQuery } from '@tanstack/react-query';
import { ApiError, type QueryFault, type SearchAnswer } from '../../api';
import { useMemo, useRef, useState } from 'preact/hooks';
import { toast, useTitle } from '../../parts';
import { useShortcuts } from '../../keys';
import { go, place, searchAddress, addressOf, useView } from '../../url';
import { QueryBar, type QueryBarHandle } from './form/QueryBar';
import { HeatMapPanel, useHeatMap } from './heatmap/HeatMapPanel';
import { narrowedToDurations } from './narrow';
import { NothingFound } from './NothingFound';
import { type Question, sortedBy, writeQuestion } from './question';
import { recentSearches, withRecent } from './recent';
import { Results } from './results/Results';
import { TableSkeleton } from './results/TraceTable';
import { nowNanos } from './range/instant';
import { absolute, shifted, type TimeRange } from './range/timeRange';
import { SearchError } from './SearchError';
import { meaningOf, tracesOf } from './searches';
import { sentence } from './sentence';
import { useLive } from './useLive';
import { VIEW } from './view';

/** One search: its form, its heat map and its table. */
export function Search({ question }: { readonly question: Question }) {
  useTitle(question.query === '' ? 'Search' : question.query.slice(0, 120));
  const [asked, setAsked] = useState(0);
  const [{ paused }, setView] = useView(VIEW);
  const setPaused = (paused: boolean) => setView({ paused });
  const bar = useRef<QueryBarHandle>(null);
  const results = useRef<HTMLElement>(null);
  const searchKey = useMemo(
    () => `${asked} ${writeQuestion({ ...question, sort: question.order, ascending: false })}`,
    [question, asked],
  );
  const meaning = useQuery(meaningOf(question.query));
  const readable = meaning.data?.valid === true;
  const shown = useRef<SearchAnswer | undefined>(undefined);
  const live = useLive(question, searchKey, { readable, paused, shown, held: () => isHeld(results.current) });
  const found = useQuery({ ...tracesOf(question, live.now), enabled: readable });
  const map = useHeatMap(question, live.now, readable);
  shown.current = found.isPlaceholderData ? undefined : found.data;

  const ask = (next: Question) => {
    if (!sameSearch(next, question)) {
      recentSearches.set(withRecent(recentSearches.get(), next));
    }
    const address = addressOf('/search', writeQuestion(next), place().view);
    go(address);
  };
  /** The button: asks anew even where nothing was changed, as people press it to see what is new. */
  const find = (next: Question) => {
    ask(next);
    if (sameSearch(next, question)) {
      setAsked((count) => count + 1);
    }
  };
  const narrow = async (range: TimeRange, durations: { min: bigint; max: bigint } | null) => {
    const query =
      durations === null
        ? question.query
        : await narrowedToDurations(question.query, durations.min, durations.max);
    if (query === null) {
      toast('The query is more than one filter: only the time was narrowed, not the duration.');
    }
    ask({ ...question, range, query: query ?? question.query });
  };
  const move = (direction: -1 | 1) =>
    ask({ ...question, range: shifted(question.range, direction, nowNanos()) });
  useShortcuts({
    findTraces: () => bar.current?.submit(),
    editQuery: () => bar.current?.focus(),
    earlier: () => move(-1),
    later: () => move(1),
    live: question.range.kind === 'absolute' ? undefined : () => setPaused(!paused),
  });

  const { data } = found;
  const error =
    meaning.data?.valid === false ? faultError(meaning.data.error) : (meaning.error ?? found.error);
  const stale = found.isPlaceholderData;
  const nothing = data !== undefined && !stale && data.traces.length === 0;
  return (
    <main id="content" class="search">
      <h1 class="unseen">Search</h1>
      <QueryBar
        ref={bar}
        question={question}
        error={error}
        busy={found.isFetching || meaning.isFetching}
        onFind={find}
        onAsk={ask}
      />
      {error ? (
        <SearchError error={error} onRetry={() => void (readable ? found : meaning).refetch()} />
      ) : nothing ? (
        <NothingFound
          question={question}
          now={live.now}
          onQuestion={ask}
          onArrival={() => setAsked((count) => count + 1)}
        />
      ) : (
        <>
          <HeatMapPanel
            map={map}
            onNarrow={(time, duration) =>
              void narrow(
                time === null ? question.range : absolute(time.start, time.end),
                duration && { min: duration.minDuration, max: duration.maxDuration },
              )
            }
          />
          <section ref={results} aria-label="Results">
            {data === undefined ? (
              <TableSkeleton />
            ) : (
              <Results
                question={question}
                answer={data}
                all={map.data?.traces ?? null}
                stale={stale}
                fresh={live.fresh}
                paused={paused}
                waiting={live.waiting}
                onPause={setPaused}
                onShowWaiting={live.show}
                onSort={(key) => ask(sortedBy(question, key))}
                onLimit={(limit) => go(searchAddress(writeQuestion({ ...question, limit })), 'replace')}
              />
            )}
          </section>
        </>
      )}
    </main>
  );
}

function faultError({ message, offset, length }: QueryFault): ApiError {
  return new ApiError(400, sentence(message), 'Correct the query at the marked place.', { offset, length });
}

function sameSearch(one: Question, other: Question): boolean {
  const text = (question: Question) =>
    writeQuestion({ ...question, sort: question.order, ascending: false }).toString();
  return text(one) === text(other);
}

/** Whether someone is at the rows: over them, in them, or has scrolled into them. */
function isHeld(results: HTMLElement | null): boolean {
  return (
    results !== null &&
    (results.matches(':hover') ||
      results.contains(document.activeElement) ||
      results.getBoundingClientRect().top < 0)
  );
}
