/**
 * From how many siblings on a run is one. Fewer fit on a screen together with what is around them, and are read one by
 * one.
 */
export const RUN_MINIMUM = 8;

/**
 * Runs: consecutive siblings (tops too) of the same service and name, at least {@link RUN_MINIMUM}. A run holds the
 * subtrees of its members, so it is a range of positions; two runs are nested or apart. Indexed by run, in order of
 * {@link first}.
 */
export interface Runs {
  readonly count: number;
  /** Position of the first member. */
  readonly first: Int32Array;
  /** Position after the last member's subtree. */
  readonly end: Int32Array;
  /** How many siblings there are. */
  readonly members: Int32Array;
  /** The run around this one, innermost; -1 for none. */
  readonly enclosing: Int32Array;
  /** Median of the members' durations in nanoseconds: the lower one of two in the middle. */
  readonly p50: Float64Array;
  /** Greatest of the members' durations in nanoseconds. */
  readonly max: Float64Array;
  /** How many members have the status error. */
  readonly errors: Int32Array;
  /** How many spans below the members have the status error. */
  readonly errorsBelow: Int32Array;
}
