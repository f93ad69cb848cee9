package dev.clew.store;

import java.util.List;

/// How a store is doing, at about one moment. Counts begin with the process.
///
/// @param storedSpans spans stored by appends
/// @param repeatedSpans spans left out as exact repeats
/// @param refusedAppends batches refused
/// @param loggedBytes bytes written to the log
/// @param replayedSpans spans that came back from the log when the store opened
/// @param pendingAppends batches waiting to be written
/// @param pendingAppendBytes their size
/// @param liveSpans spans in memory, not yet in blocks
/// @param liveBytes bytes of their columns
/// @param openGeneration number of the generation that appends go to, or -1 where none is open
/// @param waitingGenerations closed generations whose blocks are not complete
/// @param blocks how many blocks count
/// @param blockBytes the size of their files
/// @param blockSpans spans in them
/// @param manifest number of the manifest in force
/// @param problems what went wrong and still matters or may be of interest, oldest first: the last
///     failures of log and blocks, and every file put into quarantine since the store was opened
public record StoreStatus(
    long storedSpans,
    long repeatedSpans,
    long refusedAppends,
    long loggedBytes,
    long replayedSpans,
    long pendingAppends,
    long pendingAppendBytes,
    long liveSpans,
    long liveBytes,
    long openGeneration,
    int waitingGenerations,
    int blocks,
    long blockBytes,
    long blockSpans,
    long manifest,
    List<Problem> problems) {

  /// Something that went wrong.
  ///
  /// @param epochMillis when
  /// @param text what, naming the file where there is one
  public record Problem(long epochMillis, String text) {}
}
