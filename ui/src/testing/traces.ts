import { TraceBuilder } from '../source/TraceBuilder';
import type { TraceColumns } from '../trace/columns';
import { random } from './random';

/** A span of a test: times in nanoseconds after some moment, ids as small numbers, parent 0 for none. */
export interface TestSpan {
  id: number;
  parent?: number;
  start: number;
  duration: number;
  service?: string;
  name?: string;
  kind?: number;
  status?: number;
}

/** The columns of some spans. Row 0 is the earliest of them. */
export function traceOf(spans: readonly TestSpan[]): TraceColumns {
  const builder = new TraceBuilder();
  for (const span of spans) {
    builder.add({
      idLow: span.id,
      idHigh: 0,
      parentLow: span.parent ?? 0,
      parentHigh: 0,
      startSeconds: 1_700_000_000,
      startNanos: span.start,
      duration: span.duration,
      service: span.service ?? 'shop',
      name: span.name ?? 'work',
      kind: span.kind ?? 1,
      status: span.status ?? 0,
      events: 0,
      links: 0,
    });
  }
  return builder.build('0102030405060708090a0b0c0d0e0f10').columns;
}

/** The shapes that a random trace may have. */
export const SHAPES = ['deep', 'wide', 'overlapping', 'skewed', 'mixed'] as const;

/**
 * A random trace: of some shape, with errors, negative and zero durations, repeated ids, missing parents, and a circle
 * at times. Same seed, same trace.
 */
export function randomTrace(seed: number, spans: number): TraceColumns {
  const next = random(seed);
  const shape = SHAPES[next(SHAPES.length)];
  const errors = [0, 1, 10, 50][next(4)];
  const list: TestSpan[] = [];
  const scale = [10, 1000, 1_000_000][next(3)];
  for (let i = 0; i < spans; i++) {
    const above =
      i === 0 ? null : shape === 'deep' ? list[i - 1] : shape === 'wide' ? list[0] : list[next(list.length)];
    let start = above === null ? scale : above.start + next(Math.max(1, above.duration));
    let duration = above === null ? scale * 10 : next(Math.max(2, above.duration));
    if (shape === 'wide') {
      duration = next(4) === 0 ? next(scale) : next(3);
    }
    if (shape === 'overlapping') {
      start = scale + next(scale);
      duration = next(scale * 2);
    }
    if (shape === 'skewed' || (shape === 'mixed' && next(10) === 0)) {
      start += next(scale) - next(scale);
    }
    if (next(30) === 0) {
      duration = -next(scale);
    }
    if (next(20) === 0) {
      duration = 0;
    }
    list.push({
      id: next(200) === 0 ? 1 + next(i + 1) : i + 1,
      parent: above === null || next(100) === 0 ? 0 : next(60) === 0 ? 900_000 + next(3) : above.id,
      start: Math.max(0, start),
      duration,
      service: `service-${next(4)}`,
      name: next(3) === 0 ? `name-${next(5)}` : 'same',
      kind: next(6),
      status: next(100) < errors ? 2 : 0,
    });
  }
  if (spans > 6 && next(3) === 0) {
    // A circle of three.
    const [a, b, c] = [2, 4, 5].map((index) => list[index]);
    a.parent = c.id;
    b.parent = a.id;
    c.parent = b.id;
  }
  return traceOf(list);
}
