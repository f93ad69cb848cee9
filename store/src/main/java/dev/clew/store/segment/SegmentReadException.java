package dev.clew.store.segment;

/// A segment cannot be read: its file is gone, damaged or refused. The message names the file and,
/// where one is known, the offset and the column.
public final class SegmentReadException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SegmentReadException(String message, Throwable cause) {
    super(message, cause);
  }

  public SegmentReadException(String message) {
    super(message);
  }
}
