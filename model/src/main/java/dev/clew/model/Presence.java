package dev.clew.model;

/// Bits for what protobuf tells apart and a plain value does not: a field that is there and empty.
/// Without any bit, ids have their full length, a parent id is there unless it is zero, and a
/// status is there unless its code is 0 and its message empty.
public final class Presence {
  /// The trace id is absent, not sixteen bytes of zero.
  public static final int NO_TRACE_ID = 1;

  /// The span id is absent, not eight bytes of zero.
  public static final int NO_SPAN_ID = 2;

  /// The parent span id is there: eight bytes of zero.
  public static final int ZERO_PARENT = 4;

  /// The status is there: code 0, message empty.
  public static final int EMPTY_STATUS = 8;

  private Presence() {}
}
