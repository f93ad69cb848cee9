// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { SearchAnswer } from '../../api';
import { FIRST_QUESTION, type Question } from './question';
import { useLive } from './useLive';

const server = vi.hoisted(() => ({ traces: [] as string[], arrive: async () => {}, listening: 0 }));
vi.mock('./live', () => ({
  followArrivals: (_: string, refresh: () => Promise<void>, signal: AbortSignal) => {
    server.listening++;
    signal.addEventListener('abort', () => server.listening--);
    server.arrive = refresh;
  },
}));
vi.mock('./searches', () => ({
  tracesOf: (_: Question, now: bigint) => ({
    queryKey: ['search', String(now)],
    queryFn: () => Promise.resolve(answerOf(server.traces)),
  }),
}));

function answerOf(ids: readonly string[]): SearchAnswer {
  return { traces: ids.map((traceId) => ({ traceId })) } as unknown as SearchAnswer;
}

interface Props {
  readonly question?: Question;
  readonly paused?: boolean;
  readonly held?: boolean;
}

let live: ReturnType<typeof useLive>;
const shown: { current: SearchAnswer | undefined } = { current: undefined };

function Screen({ question = FIRST_QUESTION, paused = false, held = false }: Props) {
  const key = question.range.kind + String(question.range.kind === 'relative' && question.range.seconds);
  live = useLive(question, key, { readable: true, paused, shown, held: () => held });
  return null;
}

const client = new QueryClient();

function show(props: Props = {}): void {
  act(() =>
    render(
      <QueryClientProvider client={client}>
        <Screen {...props} />
      </QueryClientProvider>,
      document.body,
    ),
  );
}

async function arrives(...ids: readonly string[]): Promise<void> {
  server.traces = [...ids, ...server.traces];
  await act(() => server.arrive());
}

beforeEach(() => {
  // No two moments are the same.
  let clock = 1_700_000_000_000;
  vi.spyOn(Date, 'now').mockImplementation(() => clock++);
  server.traces = ['a'];
  shown.current = answerOf(['a']);
});
afterEach(() => {
  act(() => render(null, document.body));
  expect(server.listening).toBe(0);
  client.clear();
  vi.restoreAllMocks();
});

test('what arrives is shown, and told apart from what was there', async () => {
  show();
  const before = live.now;
  await arrives('b');
  expect(live.now).toBeGreaterThan(before);
  expect(live.fresh).toEqual(new Set(['b']));
  expect(live.waiting).toBeNull();
});

test('while it is paused, what arrives is counted and waits until it is asked for', async () => {
  show({ paused: true });
  const before = live.now;
  await arrives('b', 'c');
  expect(live.now).toBe(before);
  expect(live.waiting?.count).toBe(2);
  act(() => live.show());
  expect(live.now).toBeGreaterThan(before);
  expect(live.waiting).toBeNull();
});

test('nothing moves under the pointer', async () => {
  show({ held: true });
  const before = live.now;
  await arrives('b');
  expect(live.now).toBe(before);
  expect(live.waiting?.count).toBe(1);
});

test('another search begins now, with nothing that waited for the one before', async () => {
  show({ paused: true });
  await arrives('b');
  const before = live.now;
  show({ paused: true, question: { ...FIRST_QUESTION, range: { kind: 'relative', seconds: 60 } } });
  expect(live.waiting).toBeNull();
  expect(live.now).toBeGreaterThanOrEqual(before);
  expect(server.listening).toBe(1);
});

test('between two moments of long ago nothing arrives', () => {
  show({ question: { ...FIRST_QUESTION, range: { kind: 'absolute', start: 1n, end: 2n } } });
  expect(server.listening).toBe(0);
});
