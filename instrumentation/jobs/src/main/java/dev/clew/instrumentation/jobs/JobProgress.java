package dev.clew.instrumentation.jobs;

/// Takes word of how far a job is.
///
/// What a job's work is given records an event `job.progress`, and passes the word on to the
/// callback that the caller gave.
///
/// ```java
/// JobProgress toBrowser = (percent, message) -> socket.send(percent + " % " + message);
/// ```
@FunctionalInterface
public interface JobProgress {
  /// The job is this far.
  ///
  /// ```java
  /// progress.report(50, "half of the files are clean");
  /// ```
  ///
  /// @param percent 0 to 100
  /// @param message for people; may be empty
  void report(double percent, String message);

  /// The job is this far, without a word on it.
  ///
  /// ```java
  /// progress.report(50);
  /// ```
  ///
  /// @param percent 0 to 100
  default void report(double percent) {
    report(percent, "");
  }
}
