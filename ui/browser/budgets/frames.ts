import type { CDPSession } from '@playwright/test';
import { quantile } from './figures';

/** How a page kept up with the screen while something moved. */
export interface Frames {
  /** How many frames the main thread worked on. */
  readonly count: number;
  /** Milliseconds of main-thread work a frame: CPU time of all tasks from one frame's beginning to the next one's. */
  readonly workP50: number;
  readonly workP95: number;
  readonly workMax: number;
  /** The share of the frames with something new to show that did not reach the screen in their turn. */
  readonly dropped: number;
}

/** What of Chromium's trace events is read here. Times are in microseconds. */
interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  /** CPU time of the thread. */
  readonly tdur?: number;
  readonly args: {
    readonly name?: string;
    readonly chrome_frame_reporter?: { readonly state: string };
    readonly frame_reporter?: { readonly state: string };
  };
}

const CATEGORIES = [
  'toplevel',
  'cc',
  'benchmark',
  'devtools.timeline',
  'disabled-by-default-devtools.timeline',
];

/** The event of the main thread that begins its part of a frame. */
const BEGINNING = 'ProxyMain::BeginMainFrame';

/** Records Chromium's own trace while something is done on a page, and counts its frames. */
export async function framesWhile(session: CDPSession, act: () => Promise<void>): Promise<Frames> {
  const events: TraceEvent[] = [];
  const collect = ({ value }: { value: object[] }) => events.push(...(value as TraceEvent[]));
  session.on('Tracing.dataCollected', collect);
  await session.send('Tracing.start', {
    traceConfig: { recordMode: 'recordAsMuchAsPossible', includedCategories: CATEGORIES },
    transferMode: 'ReportEvents',
  });
  await act();
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.end');
  await complete;
  session.off('Tracing.dataCollected', collect);
  return framesOf(events);
}

export function framesOf(events: readonly TraceEvent[]): Frames {
  const main = busiestMainThread(events);
  const own = events.filter((event) => event.pid === main.pid && event.tid === main.tid);
  const beginnings = own
    .filter((event) => event.ph === 'X' && event.name === BEGINNING)
    .map((event) => event.ts)
    .sort((a, b) => a - b);
  const work = new Array<number>(beginnings.length).fill(0);
  for (const task of own) {
    if (task.ph === 'X' && isTask(task)) {
      // A frame begins within a task: the task is the frame's that began last before the task's end.
      const frame = lastNotAfter(beginnings, task.ts + task.dur!);
      if (frame >= 0) {
        work[frame] += (task.tdur ?? task.dur!) / 1000;
      }
    }
  }
  const sorted = work.toSorted((a, b) => a - b);
  const states = events
    .filter((event) => event.name === 'PipelineReporter' && event.pid === main.pid)
    .map(stateOf);
  const shown = states.filter((state) => /PRESENTED/.test(state ?? '')).length;
  const dropped = states.filter((state) => /DROPPED/.test(state ?? '')).length;
  return {
    count: work.length,
    workP50: quantile(sorted, 0.5),
    workP95: quantile(sorted, 0.95),
    workMax: quantile(sorted, 1),
    dropped: dropped / Math.max(1, shown + dropped),
  };
}

/** Tasks of the event loop; those within others are not counted twice. */
function isTask(event: TraceEvent): boolean {
  return event.name === 'RunTask';
}

function stateOf(event: TraceEvent): string | undefined {
  return (event.args.chrome_frame_reporter ?? event.args.frame_reporter)?.state;
}

/** The main thread of the renderer that the page is in: of all main threads the one with most frames. */
function busiestMainThread(events: readonly TraceEvent[]): { pid: number; tid: number } {
  const frames = new Map<string, number>();
  for (const event of events) {
    if (event.ph === 'X' && event.name === BEGINNING) {
      const thread = `${event.pid} ${event.tid}`;
      frames.set(thread, (frames.get(thread) ?? 0) + 1);
    }
  }
  const [busiest] = [...frames].sort((a, b) => b[1] - a[1]);
  if (!busiest) {
    throw new Error('the trace has no frame: nothing moved');
  }
  const [pid, tid] = busiest[0].split(' ').map(Number);
  return { pid, tid };
}

function lastNotAfter(ascending: readonly number[], time: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle] <= time) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low - 1;
}
