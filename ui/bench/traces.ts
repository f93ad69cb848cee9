import { TraceBuilder } from '../src/source/TraceBuilder';
import { random } from '../src/testing/random';
import type { TraceColumns } from '../src/trace/columns';

/** Shapes of large traces: as services make them, one chain, all below one root, and the latter one by one. */
export const SHAPES = ['services', 'chain', 'at once', 'in a row'] as const;

/** A large trace of some shape; the same each time. One span in ten thousand is an error. */
export function largeTrace(shape: (typeof SHAPES)[number], spans: number): TraceColumns {
  const next = random(42);
  const builder = new TraceBuilder();
  const starts = new Float64Array(spans);
  const lengths = new Float64Array(spans);
  const cursor = new Float64Array(spans);
  const parents = new Int32Array(spans);
  const stack: number[] = [];
  for (let i = 0; i < spans; i++) {
    let parent = i === 0 ? -1 : shape === 'chain' ? i - 1 : 0;
    if (shape === 'services' && i > 0) {
      while (stack.length > 1 && (stack.length > 110 || next(5) < 2)) {
        stack.pop();
      }
      parent = stack[stack.length - 1];
    }
    if (i === 0) {
      lengths[0] = spans * 10_000;
    } else if (shape === 'chain') {
      starts[i] = starts[parent] + 1000;
      lengths[i] = lengths[parent] - 2000;
    } else if (shape === 'at once') {
      starts[i] = i;
      lengths[i] = 1_000_000_000 + next(1_000_000_000);
    } else if (shape === 'in a row') {
      starts[i] = i * 9000;
      lengths[i] = 1000 + next(8000);
    } else {
      // A child begins where the one before it ended, or, one time in three, along with it.
      starts[i] = Math.max(starts[parent], cursor[parent]) + next(500);
      lengths[i] = Math.max(1000, Math.floor((lengths[parent] * (5 + next(80))) / 400));
      cursor[parent] = next(3) === 0 ? starts[i] : starts[i] + lengths[i];
    }
    stack.push(i);
    const service = next(20);
    builder.add({
      idLow: next(0x7fffffff),
      idHigh: i + 1,
      parentLow: 0,
      parentHigh: 0,
      startSeconds: 1_700_000_000,
      startNanos: starts[i],
      duration: lengths[i],
      service: `service-${service}`,
      name: `operation-${service}-${next(4)}`,
      kind: 1 + next(5),
      status: next(10_000) === 0 ? 2 : 0,
      events: 0,
      links: 0,
    });
    parents[i] = parent;
  }
  return builder.build('0102030405060708090a0b0c0d0e0f10', parents).columns;
}
