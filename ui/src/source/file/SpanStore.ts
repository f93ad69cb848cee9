import { kindOf, type OtlpResource, type OtlpScope, type OtlpSpan, statusOf, attributeText } from '../otlp';
import { Grown } from '../Grown';
import { parseSpanId } from '../../trace/columns';
import { FILE_SPANS_LIMIT, FILE_TEXT_LIMIT, FILE_TRACES_LIMIT } from './FileContents';
import { FileError } from './FileError';

/** What every format comes down to: an OTLP span, and where it belongs. */
export interface FoundSpan {
  /** A number of {@link SpanStore.addResource}. */
  readonly resource: number;
  /** A number of {@link SpanStore.addScope}. */
  readonly scope: number;
  /** Ids are complete and in lower case, times are digits. */
  readonly span: OtlpSpan;
  /** The span as JSON, as it is to be given out again. */
  readonly json: string;
  /** Zipkin's: the span is the server's half of one whose id the client uses too. */
  readonly shared?: boolean;
  /** The format has no start for it: {@link OtlpSpan.startTimeUnixNano} says nothing. */
  readonly startless?: boolean;
}

/** Bits of {@link SpanStore.flags}. */
export const SHARED = 1;
export const STARTLESS = 2;

const CHUNK = 4 * 1024 * 1024;

const ENCODER = new TextEncoder();
const DECODER = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * The spans of one file, by number. What is needed of all spans lies in arrays, some 80 bytes each; a span as a whole
 * lies as OTLP JSON in UTF-8, and is parsed when someone looks at it.
 */
export class SpanStore {
  /** Ids of the traces: 32 digits, lower case. */
  readonly traceIds: string[] = [];
  readonly resources: OtlpResource[] = [];
  readonly scopes: OtlpScope[] = [];
  readonly names: string[] = [];
  count = 0;

  private readonly traceNumbers = new Map<string, number>();
  private readonly nameCodes = new Map<string, number>();
  /** Four entries a span: id low, id high, parent low, parent high. */
  private readonly idHalves = new Grown(Int32Array);
  /** Three entries a span: whole seconds since 1970, nanoseconds more, duration in nanoseconds. */
  private readonly timeParts = new Grown(Float64Array);
  /** {@link FIELDS} entries a span. */
  private readonly fields = new Grown(Int32Array);
  private readonly chunks: Uint8Array[] = [];
  private used = 0;
  private textBytes = 0;

  /** @returns the number of a resource, whose attributes may be known later */
  addResource(resource: OtlpResource): number {
    return this.resources.push(resource) - 1;
  }

  addScope(scope: OtlpScope): number {
    return this.scopes.push(scope) - 1;
  }

  /** @throws FileError beyond a limit */
  add({ span, resource, scope, json, shared, startless }: FoundSpan): void {
    if (this.count >= FILE_SPANS_LIMIT) {
      throw new FileError(`there are more than ${FILE_SPANS_LIMIT} spans, the limit for a file`);
    }
    const trace = this.traceNumber(span.traceId);
    const place = this.write(json);
    const [low, high] = parseSpanId(span.spanId)!;
    const [parentLow, parentHigh] = parseSpanId(span.parentSpanId || '0')!;
    this.idHalves.push(low);
    this.idHalves.push(high);
    this.idHalves.push(parentLow);
    this.idHalves.push(parentHigh);
    const [seconds, nanos] = partsOf(span.startTimeUnixNano);
    const [endSeconds, endNanos] = partsOf(span.endTimeUnixNano);
    this.timeParts.push(seconds);
    this.timeParts.push(nanos);
    this.timeParts.push((endSeconds - seconds) * 1e9 + (endNanos - nanos));
    const flags = (shared ? SHARED : 0) | (startless ? STARTLESS : 0);
    const { events, links } = span;
    this.fields.push(trace);
    this.fields.push(resource);
    this.fields.push(scope);
    this.fields.push(this.nameCode(span.name ?? ''));
    this.fields.push(kindOf(span) | (statusOf(span) << 8) | (flags << 16));
    this.fields.push(events?.length ?? 0);
    this.fields.push(links?.length ?? 0);
    place.forEach((part) => this.fields.push(part));
    this.count++;
  }

  /** Those of some spans that a trace has. */
  inTrace(traceId: string, spans: Int32Array): Int32Array {
    const trace = this.traceNumbers.get(traceId) ?? -1;
    return spans.filter((span) => this.trace(span) === trace);
  }

  /** Halves of ids, four entries a span: id low, id high, parent low, parent high. */
  get ids(): Int32Array {
    return this.idHalves.values;
  }

  /** Three entries a span: whole seconds since 1970, nanoseconds more, duration in nanoseconds. */
  get times(): Float64Array {
    return this.timeParts.values;
  }

  /** An index of {@link traceIds}. */
  trace(span: number): number {
    return this.field(span, 0);
  }

  /** An index of {@link resources}. */
  resource(span: number): number {
    return this.field(span, 1);
  }

  /** An index of {@link scopes}. */
  scope(span: number): number {
    return this.field(span, 2);
  }

  name(span: number): string {
    return this.names[this.field(span, 3)];
  }

  kind(span: number): number {
    return this.field(span, 4) & 0xff;
  }

  status(span: number): number {
    return (this.field(span, 4) >> 8) & 0xff;
  }

  flags(span: number): number {
    return this.field(span, 4) >> 16;
  }

  events(span: number): number {
    return this.field(span, 5);
  }

  links(span: number): number {
    return this.field(span, 6);
  }

  /** The `service.name` of a span's resource; empty for none. */
  service(span: number): string {
    return attributeText(this.resources[this.resource(span)].attributes, 'service.name');
  }

  /** A span's OTLP JSON in UTF-8, in the store's memory. */
  bytes(span: number): Uint8Array<ArrayBuffer> {
    const offset = this.field(span, 8);
    return this.chunks[this.field(span, 7)].subarray(
      offset,
      offset + this.field(span, 9),
    ) as Uint8Array<ArrayBuffer>;
  }

  /** A span as it was found. */
  span(span: number): OtlpSpan {
    return JSON.parse(DECODER.decode(this.bytes(span))) as OtlpSpan;
  }

  private field(span: number, index: number): number {
    return this.fields.values[FIELDS * span + index];
  }

  private traceNumber(traceId: string): number {
    let number = this.traceNumbers.get(traceId);
    if (number === undefined) {
      if (this.traceIds.length >= FILE_TRACES_LIMIT) {
        throw new FileError(`there are more than ${FILE_TRACES_LIMIT} traces, the limit for a file`);
      }
      number = this.traceIds.push(traceId) - 1;
      this.traceNumbers.set(traceId, number);
    }
    return number;
  }

  private nameCode(name: string): number {
    let code = this.nameCodes.get(name);
    if (code === undefined) {
      code = this.names.push(name) - 1;
      this.nameCodes.set(name, code);
    }
    return code;
  }

  /** @returns chunk, offset in it, length */
  private write(json: string): [number, number, number] {
    const encoded = ENCODER.encode(json);
    if (this.textBytes + encoded.length > FILE_TEXT_LIMIT) {
      throw new FileError(
        `the spans take more than ${FILE_TEXT_LIMIT} bytes of memory, the limit for a file`,
      );
    }
    let chunk = this.chunks[this.chunks.length - 1];
    if (chunk === undefined || this.used + encoded.length > chunk.length) {
      chunk = new Uint8Array(Math.max(CHUNK, encoded.length));
      this.chunks.push(chunk);
      this.used = 0;
    }
    chunk.set(encoded, this.used);
    const place: [number, number, number] = [this.chunks.length - 1, this.used, encoded.length];
    this.used += encoded.length;
    this.textBytes += encoded.length;
    return place;
  }
}

/** Trace, resource, scope, name, kind and status and flags, events, links, chunk, offset, length. */
const FIELDS = 10;

/** Seconds and nanoseconds of a time in digits, which no one number holds exactly. */
function partsOf(nanos: string | number | undefined): [number, number] {
  const digits = String(nanos ?? 0);
  return [Number(digits.slice(0, -9)), Number(digits.slice(-9))];
}
