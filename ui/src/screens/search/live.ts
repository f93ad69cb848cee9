import { apiAddress } from '../../api';

/** Least time between two refreshes, so that a busy store is not asked all the time. */
const PAUSE_MILLIS = 2500;
/** Without a word from the stream, the search is made again all the same: traces age out of a relative range. */
const QUIET_MILLIS = 20_000;
/** A proxy that holds back the beginning of an answer is not waited for longer. */
const OPEN_MILLIS = 1500;
/** Where there is no stream: the server is away, or has enough listeners already. */
const POLL_MILLIS = 5000;

/**
 * Calls back, until the signal ends it, each time that spans which match have arrived. A stream is closed at its first
 * event: it says that there is something new, and would otherwise send every span of a busy system here. The next
 * one is open before the refresh, so that nothing arrives unnoticed. While the page is hidden nothing is asked, and
 * no connection is held.
 */
export async function followArrivals(
  query: string,
  refresh: () => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  let next = listen(query, signal);
  while (!signal.aborted) {
    const heard = await next.heard;
    await pageVisible(signal);
    next = listen(query, signal);
    await next.open;
    if (!signal.aborted) {
      await refresh();
      await pause(heard === 'no stream' ? POLL_MILLIS : PAUSE_MILLIS, signal);
    }
  }
}

type Heard = 'spans' | 'quiet' | 'no stream';

/** One stream: when the server listens to it, and what was heard of it. */
function listen(query: string, signal: AbortSignal): { open: Promise<void>; heard: Promise<Heard> } {
  const stream = new EventSource(apiAddress('tail', { q: query }));
  const heard = new Promise<Heard>((resolve) => {
    const done = (what: Heard) => {
      clearTimeout(quiet);
      signal.removeEventListener('abort', stop);
      document.removeEventListener('visibilitychange', hidden);
      stream.close();
      resolve(what);
    };
    const stop = () => done('quiet');
    const hidden = () => document.hidden && stop();
    const quiet = setTimeout(stop, QUIET_MILLIS);
    stream.addEventListener('spans', () => done('spans'));
    stream.addEventListener('error', () => done('no stream'));
    document.addEventListener('visibilitychange', hidden);
    signal.addEventListener('abort', stop);
    if (signal.aborted || document.hidden) {
      stop();
    }
  });
  const open = new Promise<void>((resolve) => {
    stream.addEventListener('open', () => resolve());
    void heard.then(() => resolve());
    setTimeout(resolve, OPEN_MILLIS);
  });
  return { open, heard };
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
