import { spansOf, type OtlpAttribute, type OtlpSpan, type OtlpTraces, type OtlpValue } from '../source/otlp';
import type { Attribute, SpanDetails, Value } from '../source/SpanDetails';
import { TextQuery } from '../source/textQuery';
import type { TraceSource } from '../source/TraceSource';
import { idAt, MISSING, ROOT, spanId, type TraceColumns } from '../trace/columns';
import { random, type Random } from './random';

/** What every `TraceSource` has to do with a trace. */
export interface SourceCheck {
  readonly name: string;
  /** @param equal throws where two values differ */
  run(source: TraceSource, equal: Equal): Promise<void>;
}

export type Equal = (actual: unknown, expected: unknown, what: string) => void;

const never = new AbortController().signal;

/**
 * The contract of a source that has just one trace. What is expected is worked out from the trace slowly and plainly.
 *
 * @param traces the trace, no two spans of which are the same in all
 */
export function sourceChecks(traces: OtlpTraces): SourceCheck[] {
  const spans = spansOf(traces);
  const ids = [...new Set(spans.map((span) => span.spanId))];
  return [
    {
      name: 'has every span as a row, by start, with its parent',
      run: async (source, equal) => equal(rowsOf(await source.columns(never)), expectedRows(spans), 'rows'),
    },
    {
      name: 'tells all of a span',
      run: async (source, equal) => {
        for (const id of ids.slice(0, 20)) {
          const expected = spans.filter((span) => span.spanId === id);
          equal(sorted(await source.span(id, never)), sorted(expected), `span ${id}`);
        }
      },
    },
    {
      name: 'finds spans by words, by the rules of uiFind',
      run: async (source, equal) => {
        for (const text of questions(spans)) {
          const query = new TextQuery(text);
          const expected = spans.filter((span) => query.matches(span, serviceOf(span)));
          const found = await source.find({ text }, never);
          const foundIds = Array.from({ length: found.length / 2 }, (_, index) => idAt(found, index));
          equal(
            [...new Set(foundIds)].sort(),
            [...new Set(expected.map((span) => span.spanId))].sort(),
            text,
          );
        }
      },
    },
    {
      name: 'gives spans out as OTLP JSON, all of them or some',
      run: async (source, equal) => {
        const all = JSON.parse(await (await source.otlp(null, never)).text()) as OtlpTraces;
        equal(sorted(spansOf(all)), sorted(spans), 'all');
        const some = JSON.parse(await (await source.otlp(ids.slice(0, 3), never)).text()) as OtlpTraces;
        const expected = spans.filter((span) => ids.slice(0, 3).includes(span.spanId));
        equal(sorted(spansOf(some)), sorted(expected), 'some');
      },
    },
    {
      name: 'refuses what it has not and what is too much, and lets itself be stopped',
      run: async (source, equal) => {
        const stopped = AbortSignal.abort(new Error('enough'));
        equal(await outcome(source.span('00000000000000fe', never)), 'refused', 'a span that is not there');
        equal(await outcome(source.otlp(Array<string>(101).fill(ids[0]), never)), 'refused', '101 spans');
        const calls: (() => Promise<unknown>)[] = [
          () => source.columns(stopped),
          () => source.span(ids[0], stopped),
          () => source.find({ text: 'x' }, stopped),
          () => source.otlp(null, stopped),
        ];
        for (const call of calls) {
          equal(await call().catch((error: unknown) => (error as Error).message), 'enough', 'a stopped call');
        }
      },
    },
  ];
}

async function outcome(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => 'answered',
    () => 'refused',
  );
}

/** Rows as one reads them. */
function rowsOf(columns: TraceColumns): unknown[] {
  const missing = new Map(
    Array.from(columns.missing.rows, (row, index) => [row, idAt(columns.missing.ids, index)]),
  );
  return Array.from({ length: columns.rows }, (_, row) => ({
    id: spanId(columns, row),
    parent: columns.parent[row],
    missing: missing.get(row) ?? null,
    start: columns.startNanos + BigInt(columns.start[row]),
    duration: BigInt(columns.duration[row]),
    service: columns.strings[columns.service[row]],
    name: columns.strings[columns.name[row]],
    kind: columns.kind[row],
    status: columns.status[row],
    events: columns.events[row],
    links: columns.links[row],
  }));
}

/** The rules of `docs/columns.md`, as they are written there; a kit's traces have no circles longer than one span. */
function expectedRows(spans: readonly SpanDetails[]): unknown[] {
  const compare = (a: bigint | string, b: bigint | string) => (a < b ? -1 : a > b ? 1 : 0);
  const length = (span: SpanDetails) => span.endNanos - span.startNanos;
  const rows = spans.toSorted(
    (a, b) =>
      compare(a.startNanos, b.startNanos) ||
      compare(length(b), length(a)) ||
      compare(a.spanId, b.spanId) ||
      compare(a.parentSpanId ?? '', b.parentSpanId ?? ''),
  );
  return rows.map((span) => {
    const named = span.parentSpanId;
    const above = named === span.spanId ? -1 : rows.findIndex((other) => other.spanId === named);
    return {
      id: span.spanId,
      parent: named === null ? ROOT : above < 0 ? MISSING : above,
      missing: named !== null && above < 0 ? named : null,
      start: span.startNanos,
      duration: length(span),
      service: serviceOf(span),
      name: span.name,
      kind: span.kind,
      status: span.status.code,
      events: span.events.length,
      links: span.links.length,
    };
  });
}

function serviceOf({ resource }: SpanDetails): string {
  const value = resource.attributes.find(({ key }) => key === 'service.name')?.value;
  return value?.type === 'string' ? value.value : '';
}

/** Spans and attributes in an order of their own: no source promises one. */
function sorted(spans: readonly SpanDetails[]): unknown[] {
  const text = (value: unknown) =>
    JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? `${inner}n` : inner));
  const attributes = (list: readonly Attribute[]) =>
    list.toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  return spans
    .map((span) => ({
      ...span,
      attributes: attributes(span.attributes),
      resource: { ...span.resource, attributes: attributes(span.resource.attributes) },
      scope: { ...span.scope, attributes: attributes(span.scope.attributes) },
      events: span.events.map((event) => ({ ...event, attributes: attributes(event.attributes) })),
      links: span.links.map((link) => ({ ...link, attributes: attributes(link.attributes) })),
    }))
    .toSorted((a, b) => (text(a) < text(b) ? -1 : 1));
}

/** Words that find something, all or nothing: fixed ones, and pieces of what the spans have. */
function questions(spans: readonly SpanDetails[]): string[] {
  const pieces = spans
    .slice(0, 12)
    .flatMap((span) => [
      span.spanId,
      span.spanId.replace(/^0+/, ''),
      `"${span.name}"`,
      ...span.attributes.slice(0, 2).map(({ key, value }) => `"${key}=${plain(value)}"`),
    ]);
  return [
    ...[
      'pay',
      'PAY',
      'nowhere-to-be-found',
      'shop-1',
      'error',
      'ok',
      'error=true',
      'kind=server',
      'span.kind:cli',
    ],
    ...[
      'status=error',
      'declined',
      'lib',
      'event=exc',
      'exception',
      'stock',
      'number=7',
      'number=',
      '7',
      'true',
    ],
    ...[
      '-number 7',
      '-status error',
      '-pay pay',
      '"two words"',
      'two words',
      'É',
      'empty',
      'ratio=0.5',
      '0.5',
      '-',
    ],
    ...pieces.filter((piece) => !/^"[^"]*$|""|"[^"]*"[^"]*"/.test(piece)),
  ];
}

function plain(value: Value): string {
  return value.type === 'string' || value.type === 'int' ? String(value.value) : '';
}

/** How much a trace of the kit has of what OTLP can say: `jaeger` leaves out what Jaeger's JSON has no place for. */
export type Richness = 'full' | 'jaeger';

/** A random trace as OTLP. The same seed makes the same trace. */
export function kitTrace(seed: number, count: number, richness: Richness): OtlpTraces {
  const next = random(seed);
  const traceId = [1, 2, 3, 4].map(() => hex(next, 8)).join('');
  const begin = 1_700_000_000_000_000_000n;
  const unit = richness === 'full' ? 1n : 1000n;
  const ids = Array.from({ length: count }, (_, i) =>
    i % 11 === 5 ? `00000000${hex(next, 8)}` : hex(next, 16),
  );
  const services = [0, 1, 2].map((service) => ({
    resource: {
      attributes: [
        text('service.name', `shop-${service}`),
        text('host.name', `stock-${next(9)}`),
        ...(richness === 'full' && service === 1 ? [{ key: 'cpus', value: { intValue: '8' } }] : []),
      ],
    },
    scopeSpans: [
      {
        scope: {
          name: service === 0 ? '' : `lib-${service}`,
          version: service === 0 ? '' : '1.2',
          ...(richness === 'full' && service === 2 ? { attributes: [text('scope.kind', 'manual')] } : {}),
        },
        spans: [] as OtlpSpan[],
      },
    ],
  }));
  for (let i = 0; i < count; i++) {
    const start = begin + BigInt(next(50)) * 1000n * BigInt(1 + next(3)) + BigInt(next(1000)) * unit;
    const length = BigInt(next(2000)) * unit * (next(15) === 0 ? -1n : 1n);
    const repeats = i > 3 && next(12) === 0;
    // A parent that is there, none, one that is not there, or itself.
    const parents = [i === 0 ? '' : ids[next(i)], '', hex(next, 16), richness === 'full' ? ids[i] : ''];
    const status =
      next(4) === 0 ? { code: 2, message: next(2) === 0 ? 'card declined' : '' } : { code: next(2) };
    services[next(3)].scopeSpans[0].spans.push({
      traceId,
      // A root where it repeats an id, so that there are no circles.
      spanId: repeats ? ids[next(i)] : ids[i],
      parentSpanId: repeats ? '' : parents[[0, 0, 0, 0, 0, 0, 1, 2, 3][next(9)]],
      name: ['pay', 'two words', 'stock', 'é 𝄞', ''][next(5)],
      kind: 1 + next(5),
      startTimeUnixNano: String(start),
      endTimeUnixNano: String(start + length),
      attributes: attributesOf(next, richness),
      events: Array.from({ length: next(3) }, (_, event) => ({
        timeUnixNano: String(start + BigInt(event) * unit),
        name: ['exception', 'retry'][next(2)],
        attributes: [text('exception.message', `no stock ${next(3)}`)],
      })),
      links:
        richness === 'full' && next(5) === 0 ? [{ traceId, spanId: ids[next(count)], attributes: [] }] : [],
      status,
      ...(richness === 'full' && next(6) === 0 ? { traceState: 'a=b' } : {}),
    });
  }
  return { resourceSpans: services.filter(({ scopeSpans }) => scopeSpans[0].spans.length > 0) };
}

function attributesOf(next: Random, richness: Richness): OtlpAttribute[] {
  const values: [string, OtlpValue][] = [
    ['number', { intValue: String(next(20)) }],
    ['large', { intValue: '9223372036854775807' }],
    ['ratio', { doubleValue: [0.5, 1e21, 1e-7, 12.25][next(4)] }],
    ['yes', { boolValue: next(2) === 0 }],
    ['order', { stringValue: ['É', 'two words', 'PAY', '', 'k=v'][next(5)] }],
    ['list', { arrayValue: { values: [{ stringValue: 'a' }, { intValue: '1' }, { boolValue: true }, {}] } }],
    ['map', { kvlistValue: { values: [{ key: 'k', value: { doubleValue: 0.5 } }] } }],
    ['raw', { bytesValue: 'AQID' }],
    ['empty', {}],
  ];
  const known = richness === 'full' ? values : values.slice(0, 5);
  return known.filter(() => next(3) === 0).map(([key, value]) => ({ key, value }));
}

function text(key: string, value: string): OtlpAttribute {
  return { key, value: { stringValue: value } };
}

function hex(next: Random, digits: number): string {
  return Array.from({ length: digits }, () => (1 + next(15)).toString(16)).join('');
}
