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
  /** Empty where the resource names none. */
  readonly name: string;
  readonly spans: number;
  readonly errors: number;
}

export interface SpanMatch {
  readonly spanId: string;
  readonly name: string;
  readonly service: string;
  readonly startTimeUnixNano: Int64;
  readonly durationNanos: Int64;
  /** What the query asked about the span, with its values. */
  readonly fields: readonly { readonly name: string; readonly values: readonly TypedValue[] }[];
}

/** All matching traces, each once, counted by start and whole duration. */
export interface HeatMapAnswer {
  /** Missing, as are `end` and `columnNanos`, where nothing matched and the range was open. */
  readonly start?: Int64;
  /** Inclusive. */
  readonly end?: Int64;
  readonly columns: number;
  readonly columnNanos?: Int64;
  /** Nanoseconds; one more than there are rows. */
  readonly durationBounds: readonly Int64[];
  /** Column, row, traces, those of them with an error, the id of one of them. */
  readonly cells: readonly (readonly [number, number, number, number, string])[];
  readonly traces: number;
  readonly errors: number;
}

/** A query as a form; an empty field asks for nothing. */
export interface FormFields {
  readonly service: string;
  readonly operation: string;
  /** Logfmt: `key=value key="two words"`, all of which must hold. */
  readonly tags: string;
  /** Of the span. */
  readonly minDuration: string;
  readonly maxDuration: string;
  readonly minTraceDuration: string;
  readonly maxTraceDuration: string;
}

/** What a query, or a form, means: the query as it is best written, and the form where it can say just that. */
export type ParseAnswer =
  | { readonly valid: true; readonly query: string; readonly form: FormFields | null }
  | { readonly valid: false; readonly error: QueryFault };

/** What is wrong with a query or a field of the form. */
export interface QueryFault {
  readonly message: string;
  /** In UTF-16 units of the query, or of the field's text where there is a field. */
  readonly offset: number;
  /** Zero where something is missing at the offset. */
  readonly length: number;
  readonly field?: keyof FormFields;
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

/** A port that the server listens on. */
export interface Door {
  readonly name: string;
  /** What it is meant for first: `otlp-grpc`, `otlp-http`, `http`. */
  readonly protocols: readonly string[];
  /** What it is bound to; all zeros for every address. */
  readonly address: string;
  readonly port: number;
}

export interface Status {
  readonly ready: boolean;
  readonly doors: readonly Door[];
  /** Why it is not ready. */
  readonly reason?: string;
  readonly store?: { readonly storedSpans: number; readonly liveSpans: number; readonly blockSpans: number };
}
