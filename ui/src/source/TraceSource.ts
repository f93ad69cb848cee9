import type { TraceColumns } from '../trace/columns';
import type { SpanDetails } from './SpanDetails';

/**
 * One trace, wherever it is. Errors are `ApiError`s, or `ColumnsError`s where an answer is damaged; an aborted call
 * rejects with the signal's reason.
 */
export interface TraceSource {
  readonly kind: 'server' | 'file';
  /** Whether {@link find} takes TraceQL. */
  readonly traceql: boolean;
  /** All spans, without attributes. Each call reads anew; a trace that still arrives grows. */
  columns(signal: AbortSignal, progress?: Progress): Promise<TraceColumns>;
  /**
   * All there is to know about the spans that have an id; several may share one. Rejects where none does.
   *
   * @param spanId 16 hexadecimal digits
   */
  span(spanId: string, signal: AbortSignal): Promise<SpanDetails[]>;
  /** The ids of the spans that a question is true of, two entries an id as in {@link TraceColumns.spanIds}. */
  find(question: Question, signal: AbortSignal): Promise<Int32Array>;
  /**
   * Spans as OTLP JSON, one TracesData object.
   *
   * @param spanIds at most {@link OTLP_SPANS_LIMIT} ids of spans, or `null` for the whole trace
   */
  otlp(spanIds: readonly string[] | null, signal: AbortSignal): Promise<Blob>;
}

/** How many spans {@link TraceSource.otlp} takes by id; more than these are copied as a whole trace. */
export const OTLP_SPANS_LIMIT = 100;

/**
 * What to look for in a trace: a TraceQL spanset filter, or words. Words are those of Jaeger's `uiFind`: a span is
 * found where any of them is part of its service, name, status message, an attribute's key or value, an event, or is
 * its id; `"two words"` stay together, `key=value` is one whole attribute, `-key` leaves attributes out.
 */
export type Question = { readonly text: string } | { readonly traceql: string };

/**
 * Hears how much has been read, now and then.
 *
 * @param bytes so far
 * @param total of how many; `null` where that is unknown
 */
export type Progress = (bytes: number, total: number | null) => void;
