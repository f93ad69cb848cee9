package dev.clew.model;

/// Gives back, in the same order, what a {@link ColumnSink} took. Every method throws
/// {@link MalformedColumnsException} where the next thing is not there or is not what was asked
/// for; none trusts a length before the bytes that it stands for are there.
public interface ColumnSource {
  int number() throws MalformedColumnsException;

  /// A number of rows that follow. A row takes at least one byte, so that no number can make the
  /// reader ask for more memory than the bytes there are.
  ///
  /// @param what the rows are, for the message
  int count(String what) throws MalformedColumnsException;

  Dictionary dictionary() throws MalformedColumnsException;

  /// Fills the array from index `from` to before `to`.
  void bytes(byte[] into, int from, int to) throws MalformedColumnsException;

  /// Fills the array from index `from` to before `to`.
  void ints(int[] into, int from, int to) throws MalformedColumnsException;

  /// Fills the array from index `from` to before `to` with values that do not descend and are not
  /// negative.
  void ascending(int[] into, int from, int to) throws MalformedColumnsException;

  /// Fills the array from index `from` to before `to`.
  void longs(long[] into, int from, int to) throws MalformedColumnsException;
}
