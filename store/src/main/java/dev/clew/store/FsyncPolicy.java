package dev.clew.store;

import java.time.Duration;

/// When appended spans are made to survive the end of power. Every acknowledged span survives the
/// end of the process whatever the policy.
public sealed interface FsyncPolicy {
  /// Before they are acknowledged; appends that wait together share one sync.
  FsyncPolicy ALWAYS = new Always();

  /// When the operating system likes.
  FsyncPolicy NEVER = new Never();

  /// Some time after they are acknowledged.
  ///
  /// @param interval the longest time that passes between a write and the sync that covers it
  static FsyncPolicy interval(Duration interval) {
    return new Interval(interval);
  }

  /// See {@link #ALWAYS}.
  record Always() implements FsyncPolicy {}

  /// See {@link #NEVER}.
  record Never() implements FsyncPolicy {}

  /// See {@link #interval(Duration)}.
  ///
  /// @param interval positive
  record Interval(Duration interval) implements FsyncPolicy {
    public Interval {
      if (!interval.isPositive()) {
        throw new IllegalArgumentException("fsync interval " + interval + " is not positive");
      }
    }
  }
}
