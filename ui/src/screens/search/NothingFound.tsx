import { useQuery } from '@tanstack/react-query';
import { formatAgo, formatMoment } from '../../format';
import { useZone } from '../../settings';
import { search, status } from '../../api';
import { FirstSpan } from './first/FirstSpan';
import type { Question } from './question';
import { absolute, ALL, boundsOf } from './range/timeRange';
import { rangeWords } from './range/rangeLabel';

interface NothingFoundProps {
  readonly question: Question;
  readonly now: bigint;
  readonly onQuestion: (question: Question) => void;
  /** The first spans have come into a store that was empty. */
  readonly onArrival: () => void;
}

const HALF_AN_HOUR = 1_800_000_000_000n;

/** In place of results that there are none of: how to send a first span, or what to widen to find some. */
export function NothingFound({ question, now, onQuestion, onArrival }: NothingFoundProps) {
  const store = useQuery({
    queryKey: ['status', 'empty', String(now)],
    queryFn: ({ signal }) => status(signal),
  });
  if (store.data === undefined) {
    return null;
  }
  const { storedSpans = 0, liveSpans = 0, blockSpans = 0 } = store.data.store ?? {};
  return storedSpans + liveSpans + blockSpans === 0 ? (
    <FirstSpan onArrival={onArrival} />
  ) : (
    <Widen question={question} now={now} onQuestion={onQuestion} />
  );
}

function Widen({ question, now, onQuestion }: Omit<NothingFoundProps, 'onArrival'>) {
  const zone = useZone();
  const { query, range } = question;
  const { start, end } = boundsOf(range, now);
  const ever = useQuery({
    queryKey: ['widen', 'range', query, String(now)],
    queryFn: ({ signal }) => search({ q: query, limit: 1, spss: 0 }, signal),
    enabled: range.kind !== 'all',
  });
  const others = useQuery({
    queryKey: ['widen', 'query', String(start), String(end)],
    queryFn: ({ signal }) =>
      search({ q: '', limit: 1, spss: 0, start: start ?? undefined, end: end ?? undefined }, signal),
    enabled: query !== '',
  });
  const newest = ever.data?.traces[0];
  const at = newest && BigInt(newest.startTimeUnixNano);
  return (
    <section class="nothing" aria-labelledby="nothing-title">
      <h2 id="nothing-title">No trace was found</h2>
      <p class="soft">
        {query === '' ? 'No span was received' : 'No trace matches the query'} {rangeWords(range, zone)}.
      </p>
      <ul>
        {at !== undefined && (
          <li>
            <button
              type="button"
              onClick={() =>
                onQuestion({ ...question, range: absolute(at - HALF_AN_HOUR, at + HALF_AN_HOUR) })
              }
            >
              Show the newest match
            </button>
            <span class="soft">
              {formatMoment(at, zone, 'second')}, {formatAgo(at, Date.now())}
            </span>
          </li>
        )}
        {at !== undefined && (
          <li>
            <button type="button" onClick={() => onQuestion({ ...question, range: ALL })}>
              Search all time
            </button>
          </li>
        )}
        {ever.data !== undefined && at === undefined && (
          <li class="soft">There is no match at any other time either.</li>
        )}
        {others.data !== undefined && others.data.traces.length > 0 && (
          <li>
            <button type="button" onClick={() => onQuestion({ ...question, query: '' })}>
              Show every trace
            </button>
            <span class="soft">There are traces in this time that the query leaves out.</span>
          </li>
        )}
        {others.data !== undefined && others.data.traces.length === 0 && (
          <li class="soft">There is no trace at all in this time.</li>
        )}
      </ul>
    </section>
  );
}
