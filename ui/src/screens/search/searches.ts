import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { heatMap, parseQuery, search, type TimeBounds } from '../../api';
import type { Question } from './question';
import { boundsOf } from './range/timeRange';

/** Answers of a search that moves with the clock are soon of no use. */
const KEPT_MILLIS = 20_000;

/** Matching spans shown below each trace. */
const SPANS = 10;

function boundsAt(question: Question, now: bigint): TimeBounds {
  const { start, end } = boundsOf(question.range, now);
  return { start: start ?? undefined, end: end ?? undefined };
}

/** What a query means. A search waits for it, so that the server is never asked what it would refuse. */
export function meaningOf(query: string) {
  return queryOptions({
    queryKey: ['meaning', query],
    queryFn: ({ signal }) => parseQuery(query, signal),
  });
}

/** The traces of the table. @param now the moment to which a relative range leads */
export function tracesOf(question: Question, now: bigint) {
  const { query, order, limit } = question;
  const asked = { q: query, order, limit, spss: SPANS, ...boundsAt(question, now) };
  return queryOptions({
    queryKey: ['search', query, order, limit, String(asked.start), String(asked.end)],
    queryFn: ({ signal }) => search(asked, signal),
    gcTime: KEPT_MILLIS,
    placeholderData: keepPreviousData,
  });
}

/** The cells of the heat map, of all traces that match. */
export function heatMapOf(question: Question, now: bigint, columns: number, rows: number) {
  const asked = { q: question.query, columns, rows, ...boundsAt(question, now) };
  return queryOptions({
    queryKey: ['heatmap', asked.q, columns, rows, String(asked.start), String(asked.end)],
    queryFn: ({ signal }) => heatMap(asked, signal),
    gcTime: KEPT_MILLIS,
    placeholderData: keepPreviousData,
  });
}
