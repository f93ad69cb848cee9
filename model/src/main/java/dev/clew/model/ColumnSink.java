package dev.clew.model;

/// Takes the columns of a batch one after another, as {@link SpanBatchColumns} lists them. What is
/// written must be read back by the like method of {@link ColumnSource}.
public interface ColumnSink {
  /// Takes a number that is not negative.
  void number(int number);

  void dictionary(Dictionary dictionary);

  /// Takes the values from index `from` to before `to`.
  void bytes(byte[] values, int from, int to);

  /// Takes the values from index `from` to before `to`.
  void ints(int[] values, int from, int to);

  /// Takes the values from index `from` to before `to`, which do not descend and are not negative.
  void ascending(int[] values, int from, int to);

  /// Takes the values from index `from` to before `to`.
  void longs(long[] values, int from, int to);
}
