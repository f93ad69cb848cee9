package dev.clew.query.text;

import dev.clew.model.Dictionary;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/// Text to look for, whatever the case of letters: both sides are compared in the lower case of
/// Unicode, as JavaScript has it too.
///
/// Implementation note. Of a dictionary all entries are searched as one run of bytes, with
/// Horspool's algorithm: the byte under the word's end says how far to go on. That finds words of
/// ASCII in ASCII, and nothing that is not there; entries with other characters are compared as
/// strings besides, since a few of these become ASCII in lower case (the Kelvin sign does).
final class Word {
  private final String lower;
  private final byte[] bytes;
  private final boolean ascii;

  /// By the byte at the end of a place that is compared: how far the next place is.
  private final int[] skips = new int[256];

  Word(String text) {
    lower = text.toLowerCase(Locale.ROOT);
    bytes = lower.getBytes(StandardCharsets.UTF_8);
    ascii = isAscii(bytes, 0, bytes.length);
    Arrays.fill(skips, Math.max(1, bytes.length));
    for (int i = 0; i < bytes.length - 1; i++) {
      skips[bytes[i] & 0xFF] = bytes.length - 1 - i;
      skips[Character.toUpperCase(bytes[i]) & 0xFF] = bytes.length - 1 - i;
    }
  }

  /// In lower case.
  String text() {
    return lower;
  }

  /// Whether it is a part of a text.
  boolean isIn(String text) {
    return text.toLowerCase(Locale.ROOT).contains(lower);
  }

  /// Whether a text begins with it.
  boolean begins(String text) {
    return text.toLowerCase(Locale.ROOT).startsWith(lower);
  }

  /// Adds the entries that it is a part of.
  void addContaining(Dictionary entries, EntrySet found) {
    if (entries.size() == 0 || bytes.length == 0) {
      addBeginning(entries, found);
      return;
    }
    int from = entries.offset(0);
    int end = from + entries.byteSize();
    if (ascii) {
      addRuns(entries, from, end, found);
    }
    if (!isAscii(entries.heap(), from, end)) {
      for (int code = 0; code < entries.size(); code++) {
        if (!found.has(code) && !isAscii(entries, code) && isIn(entries.string(code))) {
          found.add(code);
        }
      }
    }
  }

  private void addRuns(Dictionary entries, int from, int end, EntrySet found) {
    int code = 0;
    int at = next(entries.heap(), from, end);
    while (at >= 0) {
      while (entries.offset(code) + entries.length(code) <= at) {
        code++;
      }
      int entryEnd = entries.offset(code) + entries.length(code);
      boolean within = at + bytes.length <= entryEnd;
      if (within) {
        found.add(code);
      }
      at = next(entries.heap(), within ? entryEnd : at + 1, end);
    }
  }

  /// Where it is next, or -1.
  private int next(byte[] heap, int from, int end) {
    int last = bytes.length - 1;
    for (int at = from; at + last < end; at += skips[heap[at + last] & 0xFF]) {
      int i = last;
      while (i >= 0 && lower(heap[at + i]) == bytes[i]) {
        i--;
      }
      if (i < 0) {
        return at;
      }
    }
    return -1;
  }

  /// Adds the entries that begin with it.
  void addBeginning(Dictionary entries, EntrySet found) {
    for (int code = 0; code < entries.size(); code++) {
      if (!isAscii(entries, code)
          ? begins(entries.string(code))
          : entries.length(code) >= bytes.length && isAt(entries.heap(), entries.offset(code))) {
        found.add(code);
      }
    }
  }

  private boolean isAt(byte[] heap, int offset) {
    for (int i = 0; i < bytes.length; i++) {
      if (lower(heap[offset + i]) != bytes[i]) {
        return false;
      }
    }
    return true;
  }

  private static int lower(byte letter) {
    return letter >= 'A' && letter <= 'Z' ? letter + ('a' - 'A') : letter;
  }

  private static boolean isAscii(Dictionary entries, int code) {
    int from = entries.offset(code);
    return isAscii(entries.heap(), from, from + entries.length(code));
  }

  private static boolean isAscii(byte[] heap, int from, int end) {
    for (int at = from; at < end; at++) {
      if (heap[at] < 0) {
        return false;
      }
    }
    return true;
  }
}
