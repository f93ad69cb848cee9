/** OTLP's numbers of the span kinds. */
export const Kind = { INTERNAL: 1, SERVER: 2, CLIENT: 3, PRODUCER: 4, CONSUMER: 5 } as const;

/** Bytes stand for text that is not UTF-8 when they are in {@link Text}, and for a value of type bytes otherwise. */
export type Value = string | number | bigint | boolean | Uint8Array | Text | readonly Value[];

/** Text as the bytes that are sent for it, well-formed or not. */
export class Text {
  constructor(readonly bytes: Uint8Array) {}
}

export type Attributes = Readonly<Record<string, Value>>;

/** Spans are numbered from 1 within their trace; {@link spanId} makes the id of the number. */
export interface Span {
  readonly number: number;
  /** The parent's number; 0 for a root. One that no span has makes an orphan. */
  readonly parent: number;
  readonly service: string;
  readonly name: string;
  readonly kind: number;
  /** Nanoseconds after the trace's start, a whole number. */
  readonly start: number;
  /** Nanoseconds, a whole number; negative for an end before the start. */
  readonly duration: number;
  /** The status message of a failed span. */
  readonly error?: string;
  readonly attributes?: Attributes;
  readonly events?: readonly Event[];
  readonly links?: readonly Link[];
}

export interface Event {
  readonly name: string;
  /** Nanoseconds after the trace's start. */
  readonly time: number;
  readonly attributes?: Attributes;
}

export interface Link {
  readonly traceId: string;
  readonly spanId: string;
  readonly attributes?: Attributes;
}

export interface Trace {
  /** 32 hexadecimal digits. */
  readonly id: string;
  /** Nanoseconds since 1970. */
  readonly start: bigint;
  readonly spans: Iterable<Span>;
}

/** The upper half of the id of a span, which looks random; the lower half is its number. */
export function upperHalf(number: number): number {
  return Math.imul(number ^ 0x5bd1e995, 0x9e3779b1) >>> 0;
}

/** The span id as 16 hexadecimal digits. */
export function spanId(number: number): string {
  return [upperHalf(number), number].map((half) => half.toString(16).padStart(8, '0')).join('');
}

/** A trace id for a test: 32 hexadecimal digits that look random and follow from a number. */
export function traceId(number: number): string {
  return [1, 2, 3, 4]
    .map((part) =>
      upperHalf(number * 4 + part)
        .toString(16)
        .padStart(8, '0'),
    )
    .join('');
}
