/**
 * Tracks: sequences of pieces of spans that do not overlap in time, each by start. A piece ends where the next one of
 * its track starts or its span ends, whichever is first.
 *
 * Above the pieces lies a forest: of each 16 pieces, of each 256 and so on, the one with the longest span.
 */
export interface Tracks {
  /** How many tracks there are. */
  readonly count: number;
  /** By track, and one more entry: its first piece. */
  readonly first: Int32Array;
  /** By piece: the row of its span. */
  readonly span: Int32Array;
  /** By piece: where it starts, nanoseconds after the trace's start; `null` where each piece is a whole span. */
  readonly start: Float64Array | null;
  /** From the lowest level up, of each 16 entries of the level below: the row of the longest span. */
  readonly longest: readonly Int32Array[];
}
