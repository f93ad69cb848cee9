package dev.clew.query.heatmap;

import java.util.Arrays;

/// Durations in steps of equal ratio: sixteen between a number and its double, as far as whole
/// nanoseconds have so many.
final class DurationScale {
  private static final int STEPS = 16;

  /// Of each step its smallest duration, from 0 on, and at last one that none reaches.
  private static final long[] BOUNDS = bounds();

  private DurationScale() {}

  private static long[] bounds() {
    long[] bounds = new long[2 + 63 * STEPS];
    int count = 1;
    for (int octave = 0; octave < 63; octave++) {
      for (int step = 0; step < STEPS; step++) {
        long bound = Math.round(StrictMath.scalb(StrictMath.pow(2, (double) step / STEPS), octave));
        if (bound > bounds[count - 1]) {
          bounds[count++] = bound;
        }
      }
    }
    bounds[count++] = Long.MAX_VALUE;
    return Arrays.copyOf(bounds, count);
  }

  /// How many steps there are.
  static int size() {
    return BOUNDS.length - 1;
  }

  /// The step of a duration; a negative one counts as 0.
  static int step(long nanos) {
    int found = Arrays.binarySearch(BOUNDS, 0, size(), Math.max(0, nanos));
    return found < 0 ? -found - 2 : found;
  }

  /// The smallest duration of a step, and for {@link #size()} and more the largest number.
  static long bound(int step) {
    return BOUNDS[Math.min(step, size())];
  }
}
