import { callTree } from './callTree';
import { SHOP } from './shop';
import { Kind, type Span, type Trace, spanId, traceId } from './span';

const MILLISECOND = 1_000_000;

/** A request to the shop, as large as asked for. */
export function shopTrace(
  id: number,
  start: bigint,
  spans: number,
  options: Partial<ShopOptions> = {},
): Trace {
  const { duration = spans * 0.2 * MILLISECOND, errorsOneIn = 0 } = options;
  return {
    id: traceId(id),
    start,
    spans: {
      [Symbol.iterator]: () => callTree({ seed: id, spans, duration: Math.floor(duration), errorsOneIn }),
    },
  };
}

interface ShopOptions {
  /** Nanoseconds. */
  readonly duration: number;
  readonly errorsOneIn: number;
}

/** What the one failed span of {@link needleTrace} is called. */
export const NEEDLE = 'write ledger';

/**
 * A large trace in which one span alone failed, and it took a microsecond.
 *
 * @param at which span, by its number; a leaf of the tree becomes the parent of the span in question
 */
export function needleTrace(id: number, start: bigint, spans: number, at: number): Trace {
  const trace = shopTrace(id, start, spans - 1);
  return {
    ...trace,
    spans: {
      *[Symbol.iterator]() {
        for (const span of trace.spans) {
          yield span;
          if (span.number === at) {
            yield {
              number: spans,
              parent: at,
              service: 'payment',
              name: NEEDLE,
              kind: Kind.INTERNAL,
              start: span.start + Math.floor(span.duration / 2),
              duration: 1_000,
              error: 'disk full',
            };
          }
        }
      },
    },
  };
}

/** A chain: every span is the only child of the one before. */
export function deepTrace(id: number, start: bigint, depth: number): Trace {
  const spans = Array.from({ length: depth }, (_, i) =>
    internal(i + 1, i, SHOP[i % SHOP.length].name, `level ${i + 1}`, i * 1000, (2 * depth - 2 * i) * 1000),
  );
  return { id: traceId(id), start, spans };
}

/** One root with very many children of different names, many of them at the same time. */
export function wideTrace(id: number, start: bigint, children: number): Trace {
  const spans = [internal(1, 0, 'scheduler', 'nightly batch', 0, (children + 10) * 1000)];
  for (let i = 1; i <= children; i++) {
    spans.push(internal(i + 1, 1, `worker-${i % 12}`, `job ${i}`, i * 1000, 1000 * (1 + ((i * 7) % 40))));
  }
  return { id: traceId(id), start, spans };
}

/** Loops of the same query, one of them with failures. */
export function loopTrace(id: number, start: bigint, rounds: number): Trace {
  const spans: Span[] = [
    { ...internal(1, 0, 'catalogue', 'GET /items', 0, rounds * 2 * MILLISECOND), kind: Kind.SERVER },
    internal(2, 1, 'catalogue', 'load variants', 0, rounds * MILLISECOND),
  ];
  for (let i = 0; i < rounds; i++) {
    const query = internal(
      spans.length + 1,
      2,
      'catalogue',
      'SELECT variants',
      i * MILLISECOND,
      100_000 + i * 500,
    );
    spans.push({ ...query, kind: Kind.CLIENT, error: i % 500 === 499 ? 'timeout' : undefined });
  }
  spans.push(internal(spans.length + 1, 1, 'catalogue', 'rank', rounds * MILLISECOND, rounds * MILLISECOND));
  return { id: traceId(id), start, spans };
}

/**
 * Everything at once that a trace should not be but sometimes is: two roots, a missing parent, spans that are each
 * other's ancestors or their own, ends before starts, a clock that is behind, work that goes on after its caller ended,
 * two spans of the same id; and what is rare but right: links, events, a stack trace, a duration of zero.
 */
export function strangeTrace(id: number, start: bigint, linked: string): Trace {
  const ms = (count: number) => count * MILLISECOND;
  const spans: Span[] = [
    { ...internal(1, 0, 'gateway', 'POST /checkout', 0, ms(120)), kind: Kind.SERVER },
    {
      ...internal(2, 1, 'checkout', 'POST /orders', ms(10), ms(80)),
      kind: Kind.SERVER,
      links: [{ traceId: linked, spanId: spanId(1), attributes: { 'link.reason': 'retry of' } }],
    },
    {
      ...internal(3, 2, 'payment', 'POST /charges', ms(2), ms(40)),
      attributes: { clock: 'eight milliseconds behind' },
    },
    { ...internal(4, 2, 'mail', 'process mail-requests', ms(85), ms(400)), kind: Kind.CONSUMER },
    {
      ...internal(5, 3, 'payment', 'assess risk', ms(20), ms(18)),
      error: 'no such customer',
      events: [
        { name: 'cache miss', time: ms(22), attributes: { key: 'customer:4711' } },
        {
          name: 'exception',
          time: ms(37),
          attributes: {
            'exception.type': 'shop.NoSuchCustomer',
            'exception.message': 'no such customer: 4711',
            'exception.stacktrace': stackTrace(),
          },
        },
      ],
    },
    internal(6, 4_000_000, 'stock', 'span whose parent is missing', ms(30), ms(25)),
    internal(7, 6, 'stock', 'child of an orphan', ms(32), ms(5)),
    internal(8, 9, 'search', 'one half of a circle', ms(50), ms(10)),
    internal(9, 8, 'search', 'other half of a circle', ms(52), ms(6)),
    internal(10, 10, 'identity', 'its own parent', ms(60), ms(8)),
    internal(11, 2, 'catalogue', 'ends before it starts', ms(70), -ms(15)),
    internal(12, 2, 'catalogue', 'takes no time', ms(75), 0),
    internal(13, 0, 'identity', 'second root', ms(95), ms(30)),
    internal(14, 13, 'identity', 'sent twice with differences', ms(96), ms(4)),
    internal(14, 13, 'identity', 'sent twice, the second', ms(102), ms(6)),
  ];
  return { id: traceId(id), start, spans };
}

function internal(
  number: number,
  parent: number,
  service: string,
  name: string,
  start: number,
  duration: number,
): Span {
  return { number, parent, service, name, kind: Kind.INTERNAL, start, duration };
}

function stackTrace(): string {
  const frames = Array.from(
    { length: 24 },
    (_, i) => `    at shop.payment.Risk$Step${i}.run(Risk.java:${100 + i * 7})`,
  );
  return ['shop.NoSuchCustomer: no such customer: 4711', ...frames].join('\n');
}

/**
 * Many small requests to the shop over a time, most of them quick, some slow, some failed.
 *
 * @param from nanoseconds since 1970
 * @param length nanoseconds
 */
export function* traffic(firstId: number, from: bigint, length: number, count: number): Generator<Trace> {
  for (let i = 0; i < count; i++) {
    const start = from + BigInt(Math.floor((length * i) / count));
    const slow = i % 37 === 0 ? 20 : 1;
    const duration = slow * (4 + ((i * 7919) % 60)) * (1 + ((i * 104729) % 11) / 10) * MILLISECOND;
    yield shopTrace(firstId + i, start, 6 + ((i * 31) % 40), { duration, errorsOneIn: i % 9 === 0 ? 12 : 0 });
  }
}
