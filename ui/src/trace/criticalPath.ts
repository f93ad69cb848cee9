/**
 * The stretches of time that the length of a trace is made of: sections of spans, one after the other, from the end of
 * each top back to its start. Shortening any of them shortens the trace.
 *
 * Sections are by row and, in one row, by time.
 */
export interface CriticalPath {
  readonly count: number;
  /** Ascending. */
  readonly row: Int32Array;
  /** Nanoseconds after the trace's start. */
  readonly from: Float64Array;
  /** Nanoseconds after the trace's start; greater than {@link from}. */
  readonly to: Float64Array;
}
