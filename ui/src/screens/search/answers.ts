import type { FormFields } from './form/fields';

/** What `/search` answers. 64-bit integers are strings in JSON, and stay so until they are shown. */
export interface SearchAnswer {
  readonly order: 'start' | 'duration';
  readonly traces: readonly TraceMatch[];
  /** Whether more traces match than are in the answer. */
  readonly limitReached: boolean;
  readonly statistics: QueryStatistics;
}

export interface TraceMatch {
  readonly traceId: string;
  /** Missing, as is the name, where no root span was received. */
  readonly rootService?: string;
  readonly rootName?: string;
  readonly startTimeUnixNano: string;
  readonly durationNanos: string;
  readonly spanCount: number;
  readonly errorCount: number;
  readonly orphanCount: number;
  readonly services: readonly ServiceCount[];
  /** How many spans match; `spans` holds the first of them. */
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
  readonly startTimeUnixNano: string;
  readonly durationNanos: string;
  /** What the query asked about the span, with its values. */
  readonly fields: readonly { readonly name: string; readonly values: readonly TypedValue[] }[];
}

export interface TypedValue {
  readonly type: string;
  readonly value: string | number | boolean | null;
}

export interface QueryStatistics {
  readonly inspectedSpans: number;
  readonly inspectedTraces: number;
  readonly inspectedBytes: number;
}

/** What `/search/heatmap` answers: all matching traces, counted by start and duration. */
export interface HeatMapAnswer {
  /** Missing, as are `end` and `columnNanos`, where nothing matched and the range was open. */
  readonly start?: string;
  readonly end?: string;
  readonly columns: number;
  readonly columnNanos?: string;
  /** Nanoseconds; one more than there are rows. */
  readonly durationBounds: readonly string[];
  /** Column, row, traces, those of them with an error, the id of one of them. */
  readonly cells: readonly (readonly [number, number, number, number, string])[];
  readonly traces: number;
  readonly errors: number;
}

/** What `/traceql/parse` answers, to a query and to fields of the form alike. */
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
