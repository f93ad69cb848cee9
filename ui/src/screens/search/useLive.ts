import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { SearchAnswer } from '../../api';
import { followArrivals } from './live';
import type { Question } from './question';
import { nowNanos } from './range/instant';
import { tracesOf } from './searches';

/** A refresh that waits to be shown. */
export interface Waiting {
  readonly now: bigint;
  /** Traces in it that are not shown yet. */
  readonly count: number;
}

/** How things stand on the screen. */
interface Now {
  /** Whether the query can be asked at all. */
  readonly readable: boolean;
  readonly paused: boolean;
  readonly shown: { readonly current: SearchAnswer | undefined };
  readonly held: () => boolean;
}

interface Live {
  /** The moment to which a relative range leads. */
  readonly now: bigint;
  readonly waiting: Waiting | null;
  /** The traces that came with the last refresh. */
  readonly fresh: ReadonlySet<string>;
  readonly show: () => void;
}

const NONE: ReadonlySet<string> = new Set();

/**
 * Keeps a search up with what arrives. While it is paused, or someone points at the rows, a refresh waits and is counted; nothing moves under the pointer.
 */
export function useLive(question: Question, searchKey: string, now: Now): Live {
  const client = useQueryClient();
  const [moment, setMoment] = useState({ searchKey, now: nowNanos(), fresh: NONE });
  const [waiting, setWaiting] = useState<Waiting | null>(null);
  // Another search begins now, not at the moment of the one before.
  const current = moment.searchKey === searchKey ? moment : { searchKey, now: nowNanos(), fresh: NONE };
  if (current !== moment) {
    setMoment(current);
    setWaiting(null);
  }
  const latest = useRef(now);
  latest.current = now;

  const live = question.range.kind !== 'absolute' && now.readable;
  useEffect(() => {
    if (!live) {
      return undefined;
    }
    const ended = new AbortController();
    const refresh = async () => {
      const now = nowNanos();
      const answer = await client.fetchQuery(tracesOf(question, now)).catch(() => null);
      if (ended.signal.aborted || answer === null) {
        return;
      }
      const { shown, paused, held } = latest.current;
      const known = new Set(shown.current?.traces.map(({ traceId }) => traceId));
      const fresh = answer.traces.filter(({ traceId }) => !known.has(traceId)).map(({ traceId }) => traceId);
      if (paused || held()) {
        setWaiting(fresh.length > 0 ? { now, count: fresh.length } : null);
      } else {
        setWaiting(null);
        setMoment({ searchKey, now, fresh: new Set(fresh) });
      }
    };
    void followArrivals(question.query, refresh, ended.signal);
    return () => ended.abort();
  }, [live, searchKey]);

  const show = () => {
    if (waiting !== null) {
      setMoment({ searchKey, now: waiting.now, fresh: NONE });
      setWaiting(null);
    }
  };
  return { now: current.now, waiting, fresh: current.fresh, show };
}
