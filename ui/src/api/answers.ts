/**
 * What the API answers, as it is on the wire: 64-bit integers are strings of decimal digits (turn them into bigint with
 * `BigInt(…)` where they are computed with). Described in openapi.yaml.
 */

/** Decimal digits of a 64-bit integer. */
export type Int64 = string;

export interface SearchAnswer {
  readonly traces: readonly TraceMatch[];
  /** True where more traces match than the limit let through. */
  readonly limitReached: boolean;
}

export interface TraceMatch {
  readonly traceId: string;
  /** Missing where no root span has been received. */
  readonly rootService?: string;
  readonly rootName?: string;
  readonly startTimeUnixNano: Int64;
  readonly durationNanos: Int64;
  readonly spanCount: number;
  readonly errorCount: number;
  /** Spans whose parent is not in the trace. */
  readonly orphanCount: number;
  readonly services: readonly ServiceCount[];
  /** How many spans of the trace match. */
  readonly matched: number;
  readonly spans: readonly SpanMatch[];
}

export interface ServiceCount {
  readonly name: string;
  readonly spanCount: number;
  readonly errorCount: number;
}

export interface SpanMatch {
  readonly spanId: string;
  readonly name: string;
  readonly service: string;
  readonly startTimeUnixNano: Int64;
  readonly durationNanos: Int64;
}

export interface Operation {
  readonly name: string;
  /** OTLP's number: 1 internal, 2 server, 3 client, 4 producer, 5 consumer. */
  readonly kind: number;
}

export interface AttributeKey {
  readonly scope: string;
  readonly key: string;
  /** As TraceQL has it: `span.http.route`. */
  readonly name: string;
}

export interface TypedValue {
  readonly type: 'nil' | 'int' | 'double' | 'bool' | 'string' | 'duration' | 'status' | 'kind';
  readonly value: string | number | boolean | null;
}

export interface Status {
  readonly ready: boolean;
  /** Why it is not ready. */
  readonly reason?: string;
  readonly store?: { readonly storedSpans: number; readonly liveSpans: number; readonly blockSpans: number };
}
