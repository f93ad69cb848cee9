package dev.clew.model;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Gives each distinct byte string a code, in order of first arrival; code 0 is the empty string.
/// Open addressing over hashes, no object per entry. Not thread-safe.
///
/// {@link #snapshot()} is cheap and stays valid while the builder goes on growing, because entries
/// are only ever appended; {@link #clear()} ends that: it reuses the memory.
public final class DictionaryBuilder {
  private static final int EMPTY_SLOT = -1;
  private static final int KEPT_BYTES = 16 << 20;

  private final long seed;
  private byte[] heap;
  private int heapSize;
  private int[] offsets;
  private long[] hashes;
  private int size;
  private int[] slots;

  /// @param seed for the hash of entries; random where strangers choose the entries
  public DictionaryBuilder(long seed) {
    this.seed = seed;
    heap = new byte[64];
    offsets = new int[9];
    hashes = new long[8];
    slots = new int[32];
    clear();
  }

  /// Forgets all entries but the empty string and keeps the memory, unless that is more than
  /// {@value #KEPT_BYTES} bytes. Tables handed out by {@link #snapshot()} before are no longer
  /// valid.
  public void clear() {
    if (allocatedBytes() > KEPT_BYTES) {
      heap = new byte[64];
      offsets = new int[9];
      hashes = new long[8];
      slots = new int[32];
    } else if (slots.length > 256 && size * 8L < slots.length) {
      // Emptying the index costs its length, so one large batch must not make all later ones pay.
      slots = new int[slots.length / 2];
    }
    Arrays.fill(slots, EMPTY_SLOT);
    heapSize = 0;
    size = 0;
    add(heap, 0, 0);
  }

  public int size() {
    return size;
  }

  /// Bytes held by entries and index, as allocated.
  public long allocatedBytes() {
    return heap.length + 4L * offsets.length + 8L * hashes.length + 4L * slots.length;
  }

  /// The code of a byte string, new or old.
  ///
  /// @throws IllegalStateException when the entries together would pass 1 GiB
  public int add(byte[] bytes, int offset, int length) {
    return add(Hash.bytes(bytes, offset, length, seed), bytes, offset, length);
  }

  /// The code of a string given as UTF-8, malformed sequences replaced by U+FFFD.
  int addUtf8(byte[] bytes, int offset, int length) {
    long hash = Hash.bytes(bytes, offset, length, seed);
    int known = find(hash, bytes, offset, length);
    if (known != EMPTY_SLOT) {
      return known;
    }
    return Utf8.isValid(bytes, offset, length)
        ? add(hash, bytes, offset, length)
        : add(new String(bytes, offset, length, StandardCharsets.UTF_8));
  }

  private int add(long hash, byte[] bytes, int offset, int length) {
    int mask = slots.length - 1;
    int slot = (int) (hash >>> 32) & mask;
    while (true) {
      int code = slots[slot];
      if (code == EMPTY_SLOT) {
        return insert(slot, hash, bytes, offset, length);
      }
      if (hashes[code] == hash && matches(code, bytes, offset, length)) {
        return code;
      }
      slot = (slot + 1) & mask;
    }
  }

  public int add(String string) {
    if (string.isEmpty()) {
      return 0;
    }
    byte[] bytes = string.getBytes(StandardCharsets.UTF_8);
    return add(bytes, 0, bytes.length);
  }

  /// The code of a byte string that was added before, or -1.
  public int find(byte[] bytes, int offset, int length) {
    return find(Hash.bytes(bytes, offset, length, seed), bytes, offset, length);
  }

  private int find(long hash, byte[] bytes, int offset, int length) {
    int mask = slots.length - 1;
    int slot = (int) (hash >>> 32) & mask;
    while (true) {
      int code = slots[slot];
      if (code == EMPTY_SLOT || (hashes[code] == hash && matches(code, bytes, offset, length))) {
        return code;
      }
      slot = (slot + 1) & mask;
    }
  }

  /// The entries so far, as a table that does not change when more are added.
  public Dictionary snapshot() {
    return new Dictionary(heap, offsets, size);
  }

  /// The entries so far in arrays of their own, valid after {@link #clear()} too.
  public Dictionary copy() {
    return new Dictionary(Arrays.copyOf(heap, heapSize), Arrays.copyOf(offsets, size + 1), size);
  }

  /// Whether entry `code` is there and equals a byte string.
  boolean matches(int code, byte[] bytes, int offset, int length) {
    if (code >= size) {
      return false;
    }
    int from = offsets[code];
    int to = offsets[code + 1];
    return to - from == length && Arrays.equals(heap, from, to, bytes, offset, offset + length);
  }

  private int insert(int slot, long hash, byte[] bytes, int offset, int length) {
    if (size + 1 >= offsets.length) {
      offsets = Arrays.copyOf(offsets, offsets.length * 2);
      hashes = Arrays.copyOf(hashes, offsets.length - 1);
    }
    ensureHeap(length);
    System.arraycopy(bytes, offset, heap, heapSize, length);
    int code = size++;
    offsets[code] = heapSize;
    heapSize += length;
    offsets[size] = heapSize;
    hashes[code] = hash;
    slots[slot] = code;
    if (size * 2 > slots.length) {
      rehash(slots.length * 2);
    }
    return code;
  }

  private void ensureHeap(int length) {
    if (heap.length - heapSize >= length) {
      return;
    }
    long wanted = Math.max(heap.length * 2L, (long) heapSize + length);
    if ((long) heapSize + length > 1 << 30) {
      throw new IllegalStateException(
          "dictionary of " + heapSize + " bytes cannot take " + length + " more: limit 1 GiB");
    }
    heap = Arrays.copyOf(heap, (int) Math.min(wanted, 1 << 30));
  }

  private void rehash(int capacity) {
    int[] grown = new int[capacity];
    Arrays.fill(grown, EMPTY_SLOT);
    int mask = capacity - 1;
    for (int code = 0; code < size; code++) {
      int slot = (int) (hashes[code] >>> 32) & mask;
      while (grown[slot] != EMPTY_SLOT) {
        slot = (slot + 1) & mask;
      }
      grown[slot] = code;
    }
    slots = grown;
  }
}
