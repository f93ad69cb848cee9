// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { followArrivals } from './live';

/** Stands for the server's stream: says what a test tells it to. */
class Stream extends EventTarget {
  static all: Stream[] = [];
  closed = false;

  constructor(readonly url: string) {
    super();
    Stream.all.push(this);
  }

  close(): void {
    this.closed = true;
  }

  async say(what: 'open' | 'spans' | 'error'): Promise<void> {
    this.dispatchEvent(new Event(what));
    await vi.advanceTimersByTimeAsync(0);
  }
}

let refreshes = 0;
let ending: AbortController;

function follow(): void {
  void followArrivals('{ status = error }', async () => void refreshes++, ending.signal);
}

function setHidden(hidden: boolean): void {
  vi.spyOn(document, 'hidden', 'get').mockReturnValue(hidden);
  document.dispatchEvent(new Event('visibilitychange'));
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('EventSource', Stream);
  Stream.all = [];
  refreshes = 0;
  ending = new AbortController();
});
afterEach(async () => {
  ending.abort();
  await vi.advanceTimersByTimeAsync(60_000);
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test('what matches is listened for', () => {
  follow();
  expect(new URL(Stream.all[0].url, 'http://clew').searchParams.get('q')).toBe('{ status = error }');
});

test('an arrival is shown once the next stream is open, so that nothing comes between them', async () => {
  follow();
  await Stream.all[0].say('open');
  await Stream.all[0].say('spans');
  expect(Stream.all[0].closed).toBe(true);
  expect(Stream.all).toHaveLength(2);
  expect(refreshes).toBe(0);
  await Stream.all[1].say('open');
  expect(refreshes).toBe(1);
});

test('a busy store is asked every few seconds, not at every arrival', async () => {
  follow();
  await Stream.all[0].say('spans');
  await Stream.all[1].say('open');
  await Stream.all[1].say('spans');
  expect(refreshes).toBe(1);
  await vi.advanceTimersByTimeAsync(2500);
  await Stream.all[2].say('open');
  expect(refreshes).toBe(2);
});

test('without a word for long the search is made again, as traces age', async () => {
  follow();
  await vi.advanceTimersByTimeAsync(20_000);
  await Stream.all[1].say('open');
  expect(refreshes).toBe(1);
});

test('a stream that never opens is not waited for', async () => {
  follow();
  await Stream.all[0].say('spans');
  await vi.advanceTimersByTimeAsync(1500);
  expect(refreshes).toBe(1);
});

test('without a stream the search is made again by the clock', async () => {
  follow();
  await Stream.all[0].say('error');
  await Stream.all[1].say('error');
  expect(refreshes).toBe(1);
  await vi.advanceTimersByTimeAsync(2500);
  expect(Stream.all).toHaveLength(2);
  await vi.advanceTimersByTimeAsync(2500);
  expect(Stream.all).toHaveLength(3);
});

test('a hidden page holds no stream and asks nothing', async () => {
  follow();
  setHidden(true);
  await vi.advanceTimersByTimeAsync(0);
  expect(Stream.all[0].closed).toBe(true);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(refreshes).toBe(0);
  expect(Stream.all).toHaveLength(1);
  setHidden(false);
  await vi.advanceTimersByTimeAsync(0);
  await Stream.all[1].say('open');
  expect(refreshes).toBe(1);
});

test('at the end the stream is closed and nothing is asked any more', async () => {
  follow();
  ending.abort();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(Stream.all.every(({ closed }) => closed)).toBe(true);
  expect(refreshes).toBe(0);
});
