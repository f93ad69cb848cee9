import { apiAddress } from '../../api';

/** Least time between two refreshes, so that a busy store is not asked all the time. */
const PAUSE_MILLIS = 2500;
/** Without a word from the stream, the search is made again all the same: traces age out of a relative range. */
const QUIET_MILLIS = 20_000;
/** Where there is no stream: the server is away, or has enough listeners already. */
const POLL_MILLIS = 5000;

/**
 * Calls back, until the signal ends it, each time that spans which match have arrived. The stream is closed at its first
 * event and opened again after the refresh: it says that there is something new, and would otherwise send every
 * span of a busy system here. While the page is hidden nothing is asked, and no connection is held.
 */
export async function followArrivals(
  query: string,
  refresh: () => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    await pageVisible(signal);
    const heard = await arrival(query, signal);
    if (signal.aborted || document.hidden) {
      continue;
    }
    await refresh();
    await pause(heard === 'no stream' ? POLL_MILLIS : PAUSE_MILLIS, signal);
  }
}

function arrival(query: string, signal: AbortSignal): Promise<'spans' | 'quiet' | 'no stream'> {
  return new Promise((resolve) => {
    const stream = new EventSource(apiAddress('tail', { q: query }));
    const done = (heard: 'spans' | 'quiet' | 'no stream') => {
      clearTimeout(quiet);
      signal.removeEventListener('abort', stop);
      document.removeEventListener('visibilitychange', hidden);
      stream.close();
      resolve(heard);
    };
    const stop = () => done('quiet');
    const hidden = () => document.hidden && done('quiet');
    const quiet = setTimeout(stop, QUIET_MILLIS);
    stream.addEventListener('spans', () => done('spans'));
    stream.addEventListener('error', () => done('no stream'));
    document.addEventListener('visibilitychange', hidden);
    signal.addEventListener('abort', stop);
  });
}

function pageVisible(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const check = () => {
      if (!document.hidden || signal.aborted) {
        document.removeEventListener('visibilitychange', check);
        resolve();
      }
    };
    document.addEventListener('visibilitychange', check);
    signal.addEventListener('abort', check, { once: true });
    check();
  });
}

function pause(millis: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, millis);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}
