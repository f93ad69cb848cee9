package dev.clew.query.text;

/// The entries of a dictionary in which something was found.
final class EntrySet {
  private final boolean[] has;
  private boolean empty = true;

  EntrySet(int size) {
    has = new boolean[size];
  }

  void add(int code) {
    has[code] = true;
    empty = false;
  }

  boolean has(int code) {
    return has[code];
  }

  boolean isEmpty() {
    return empty;
  }
}
