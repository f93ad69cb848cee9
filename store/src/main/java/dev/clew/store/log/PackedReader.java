package dev.clew.store.log;

import dev.clew.model.ColumnSource;
import dev.clew.model.Dictionary;
import dev.clew.model.MalformedColumnsException;
import java.util.Arrays;

/// Unpacks what {@link PackedWriter} packed. Positions in messages count from the start of the
/// body.
final class PackedReader implements ColumnSource {
  /// Bytes that must follow the last one in the array, because values are loaded eight bytes wide.
  static final int SLACK = 8;

  private final byte[] bytes;
  private final int end;
  private int at;
  private int width;
  private long base;

  /// @param end where the columns end; the array goes on for at least {@link #SLACK} bytes
  PackedReader(byte[] bytes, int end) {
    this.bytes = bytes;
    this.end = end;
  }

  /// @throws MalformedColumnsException where something is left
  void expectEnd() throws MalformedColumnsException {
    if (at != end) {
      throw new MalformedColumnsException((end - at) + " bytes are left after the last column");
    }
  }

  @Override
  public int number() throws MalformedColumnsException {
    long number = varint();
    if (number < 0 || number > Integer.MAX_VALUE) {
      throw new MalformedColumnsException("number " + number + " before byte " + at);
    }
    return (int) number;
  }

  @Override
  public int count(String what) throws MalformedColumnsException {
    int count = number();
    if (count > end - at) {
      throw new MalformedColumnsException(
          count + " " + what + " in " + (end - at) + " bytes at byte " + at);
    }
    return count;
  }

  @Override
  public Dictionary dictionary() throws MalformedColumnsException {
    int entries = count("dictionary entries");
    int[] lengths = new int[entries];
    ints(lengths, 0, entries);
    int[] offsets = new int[entries + 1];
    for (int code = 0; code < entries; code++) {
      if (lengths[code] < 0 || lengths[code] > end - at - offsets[code]) {
        throw new MalformedColumnsException(
            "dictionary entry " + code + " of " + lengths[code] + " bytes at byte " + at);
      }
      offsets[code + 1] = offsets[code] + lengths[code];
    }
    byte[] heap = Arrays.copyOfRange(bytes, at, at + offsets[entries]);
    at += heap.length;
    return new Dictionary(heap, offsets, entries);
  }

  @Override
  public void bytes(byte[] into, int from, int to) throws MalformedColumnsException {
    need(to - from);
    System.arraycopy(bytes, at, into, from, to - from);
    at += to - from;
  }

  @Override
  public void ints(int[] into, int from, int to) throws MalformedColumnsException {
    if (from == to) {
      return;
    }
    long mask = begin(to - from);
    for (int i = from; i < to; i++) {
      into[i] = (int) (base + ((long) LogFormat.LONG.get(bytes, at) & mask));
      at += width;
    }
  }

  @Override
  public void ascending(int[] into, int from, int to) throws MalformedColumnsException {
    if (from == to) {
      return;
    }
    long mask = begin(to - from);
    long value = base;
    for (int i = from; i < to; i++) {
      long step = (long) LogFormat.LONG.get(bytes, at) & mask;
      value += step;
      if (step < 0 || step > Integer.MAX_VALUE || value < 0 || value > Integer.MAX_VALUE) {
        throw new MalformedColumnsException("row " + value + " at byte " + at);
      }
      into[i] = (int) value;
      at += width;
    }
  }

  @Override
  public void longs(long[] into, int from, int to) throws MalformedColumnsException {
    if (from == to) {
      return;
    }
    long mask = begin(to - from);
    for (int i = from; i < to; i++) {
      into[i] = base + ((long) LogFormat.LONG.get(bytes, at) & mask);
      at += width;
    }
  }

  /// Reads the head of a column and checks that its values are there.
  ///
  /// @return the bits of a value
  private long begin(int count) throws MalformedColumnsException {
    need(1);
    width = bytes[at++];
    if (width < 1 || width > 8) {
      throw new MalformedColumnsException("width " + width + " of a column before byte " + at);
    }
    long zigzag = varint();
    base = (zigzag >>> 1) ^ -(zigzag & 1);
    need((long) count * width);
    return -1L >>> (64 - 8 * width);
  }

  private long varint() throws MalformedColumnsException {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      need(1);
      byte next = bytes[at++];
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new MalformedColumnsException("a number of more than ten bytes before byte " + at);
  }

  private void need(long more) throws MalformedColumnsException {
    if (more > end - at) {
      throw new MalformedColumnsException(
          more + " bytes wanted at byte " + at + ", " + (end - at) + " are left");
    }
  }
}
