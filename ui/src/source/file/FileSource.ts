import type { TraceColumns } from '../../trace/columns';
import { detailsOf } from '../otlp';
import type { SpanDetails } from '../SpanDetails';
import { TextQuery } from '../textQuery';
import { TraceBuilder } from '../TraceBuilder';
import { OTLP_SPANS_LIMIT, type Question, type TraceSource } from '../TraceSource';
import { FileError } from './FileError';
import { sharedParents } from './sharedParents';
import { SHARED, type SpanStore, STARTLESS } from './SpanStore';

/** After so many spans, others get their turn: a search can be aborted. */
const TURN = 5_000;

/** A trace of a file that has been read. */
export class FileSource implements TraceSource {
  readonly kind = 'file';
  readonly traceql = false;

  /** @param spans the trace's, in the order of the file */
  constructor(
    private readonly store: SpanStore,
    private readonly traceId: string,
    private readonly spans: Int32Array,
  ) {}

  async columns(signal: AbortSignal): Promise<TraceColumns> {
    signal.throwIfAborted();
    const { store, spans } = this;
    if (spans.length === 0) {
      throw new FileError(`the file has no trace "${this.traceId}"`);
    }
    const builder = new TraceBuilder();
    const starts = startsOf(store, spans);
    const services = store.resources.map(() => '');
    spans.forEach((span) => (services[store.resource(span)] ||= store.service(span)));
    for (let i = 0; i < spans.length; i++) {
      const span = spans[i];
      builder.add({
        idLow: store.ids[4 * span],
        idHigh: store.ids[4 * span + 1],
        parentLow: store.ids[4 * span + 2],
        parentHigh: store.ids[4 * span + 3],
        startSeconds: store.times[3 * starts[i]],
        startNanos: store.times[3 * starts[i] + 1],
        duration: store.times[3 * span + 2],
        service: services[store.resource(span)],
        name: store.name(span),
        kind: store.kind(span),
        status: store.status(span),
        events: store.events(span),
        links: store.links(span),
      });
    }
    const isShared = spans.some((span) => (store.flags(span) & SHARED) !== 0);
    return builder.build(this.traceId, isShared ? sharedParents(store, spans, services) : undefined).columns;
  }

  async span(spanId: string, signal: AbortSignal): Promise<SpanDetails[]> {
    signal.throwIfAborted();
    const found = this.withIds([spanId]);
    if (found.length === 0) {
      throw new FileError(`the trace has no span "${spanId}"`);
    }
    return Array.from(found, (span) => this.details(span));
  }

  async find(question: Question, signal: AbortSignal): Promise<Int32Array> {
    if ('traceql' in question) {
      throw new FileError(
        'TraceQL is evaluated by the server, and this trace is in a file: look for words, or key=value',
      );
    }
    const query = new TextQuery(question.text);
    const ids: number[] = [];
    for (let i = 0; i < this.spans.length; i++) {
      if (i % TURN === 0) {
        await new Promise((resolve) => setTimeout(resolve));
        signal.throwIfAborted();
      }
      const span = this.spans[i];
      if (query.matches(this.details(span), this.store.service(span))) {
        ids.push(this.store.ids[4 * span], this.store.ids[4 * span + 1]);
      }
    }
    return Int32Array.from(ids);
  }

  async otlp(spanIds: readonly string[] | null, signal: AbortSignal): Promise<Blob> {
    signal.throwIfAborted();
    if (spanIds !== null && spanIds.length > OTLP_SPANS_LIMIT) {
      throw new RangeError(`${spanIds.length} spans are more than ${OTLP_SPANS_LIMIT}, the limit`);
    }
    const { store } = this;
    const byResource = new Map<number, Map<number, Uint8Array<ArrayBuffer>[]>>();
    for (const span of spanIds === null ? this.spans : this.withIds(spanIds)) {
      const scopes = emplace(byResource, store.resource(span), () => new Map());
      emplace(scopes, store.scope(span), () => []).push(store.bytes(span));
    }
    const parts: (string | Uint8Array<ArrayBuffer>)[] = ['{"resourceSpans":['];
    for (const [resource, scopes] of byResource) {
      const { schemaUrl, ...rest } = store.resources[resource];
      parts.push(comma(parts), opened({ resource: rest, schemaUrl }), '"scopeSpans":[');
      for (const [scope, spans] of scopes) {
        const { schemaUrl: ofScope, ...named } = store.scopes[scope];
        parts.push(comma(parts), opened({ scope: named, schemaUrl: ofScope }), '"spans":[');
        spans.forEach((bytes) => parts.push(comma(parts), bytes));
        parts.push(']}');
      }
      parts.push(']}');
    }
    return new Blob([...parts, ']}'], { type: 'application/json' });
  }

  private details(span: number): SpanDetails {
    const { store } = this;
    const resource = store.resources[store.resource(span)];
    return detailsOf(store.span(span), resource, store.scopes[store.scope(span)]);
  }

  /** The spans with some ids, in the order of the file. */
  private withIds(spanIds: readonly string[]): Int32Array {
    const wanted = new Set(spanIds.map((id) => id.toLowerCase().padStart(16, '0')));
    const { ids } = this.store;
    const hex = (half: number) => (half >>> 0).toString(16).padStart(8, '0');
    return this.spans.filter((span) => wanted.has(hex(ids[4 * span + 1]) + hex(ids[4 * span])));
  }
}

/** By span: the one whose start it takes: its own, or where it came without, that of its nearest ancestor with one. */
function startsOf(store: SpanStore, spans: Int32Array): Int32Array {
  if (!spans.some((span) => (store.flags(span) & STARTLESS) !== 0)) {
    return spans;
  }
  const timed = spans.filter((span) => (store.flags(span) & STARTLESS) === 0);
  const earlier = (a: number, b: number) =>
    store.times[3 * a] - store.times[3 * b] || store.times[3 * a + 1] - store.times[3 * b + 1];
  const first = timed.reduce(
    (least, span) => (earlier(span, least) < 0 ? span : least),
    timed[0] ?? spans[0],
  );
  const key = (low: number, high: number) => `${low} ${high}`;
  const byId = new Map<string, number>();
  for (const span of spans) {
    const id = key(store.ids[4 * span], store.ids[4 * span + 1]);
    if (!byId.has(id) || store.flags(byId.get(id)!) & STARTLESS) {
      byId.set(id, span);
    }
  }
  return spans.map((span) => {
    let at: number | undefined = span;
    // As many steps as there can be without a circle that matters.
    for (let steps = 0; at !== undefined && store.flags(at) & STARTLESS && steps < 1_000; steps++) {
      at = byId.get(key(store.ids[4 * at + 2], store.ids[4 * at + 3]));
    }
    return at === undefined || store.flags(at) & STARTLESS ? first : at;
  });
}

function emplace<K, V>(map: Map<K, V>, key: K, create: () => V): V {
  let value = map.get(key);
  if (value === undefined) {
    value = create();
    map.set(key, value);
  }
  return value;
}

/** Nothing after an opening bracket, else what separates elements. */
function comma(parts: readonly (string | Uint8Array)[]): string {
  const last = parts[parts.length - 1];
  return typeof last === 'string' && last.endsWith('[') ? '' : ',';
}

/** An object as JSON without its end. */
function opened(value: object): string {
  return JSON.stringify(value).slice(0, -1) + ',';
}
