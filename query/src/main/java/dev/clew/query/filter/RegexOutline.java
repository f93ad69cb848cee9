package dev.clew.query.filter;

import java.util.ArrayDeque;
import java.util.Deque;

/// What can be told about a regular expression without compiling it. Of a text that is none it says
/// something, too.
///
/// @param steps how many a program for it has at least, about
/// @param unopened offset of the first closing parenthesis without an opening one; -1 for none
/// @param unclosed offset of the last opening parenthesis that is not closed; -1 for none
record RegexOutline(long steps, int unopened, int unclosed) {
  static RegexOutline of(String regex) {
    return new Scan(regex).outline();
  }

  /// A group that is open.
  private static final class Group {
    private final int start;
    private long steps;

    /// Those of the last atom, which a repetition multiplies.
    private long last;

    Group(int start) {
      this.start = start;
    }

    void add(long more) {
      steps = capped(steps + more);
      last = more;
    }

    void repeat(long times) {
      steps = capped(steps - last + capped(last * times));
      last = capped(last * times);
    }

    /// Enough to exceed every limit, and so that no product overflows.
    private static long capped(long steps) {
      return Math.min(steps, Integer.MAX_VALUE);
    }
  }

  private static final class Scan {
    private final String regex;
    private final Deque<Group> open = new ArrayDeque<>();
    private int at;
    private int unopened = -1;

    Scan(String regex) {
      this.regex = regex;
      open.push(new Group(-1));
    }

    RegexOutline outline() {
      while (at < regex.length()) {
        step();
      }
      int unclosed = open.element().start;
      while (open.size() > 1) {
        close();
      }
      return new RegexOutline(open.element().steps, unopened, unclosed);
    }

    private void step() {
      int start = at;
      switch (regex.charAt(at++)) {
        case '\\' -> escape();
        case '[' -> {
          skipClass();
          open.element().add(1);
        }
        case '(' -> open.push(new Group(start));
        case ')' -> {
          if (open.size() > 1) {
            close();
          } else if (unopened < 0) {
            unopened = start;
          }
        }
        case '{' -> braces();
        default -> open.element().add(1);
      }
    }

    private void close() {
      Group closed = open.pop();
      // Two steps to remember where the group begins and ends.
      open.element().add(closed.steps + 2);
    }

    private void escape() {
      if (regex.startsWith("Q", at)) {
        int end = regex.indexOf("\\E", at);
        open.element().add(Math.max(0, (end < 0 ? regex.length() : end) - at - 1));
        at = end < 0 ? regex.length() : end + 2;
      } else {
        at++;
        open.element().add(1);
      }
    }

    private void skipClass() {
      at += regex.startsWith("^", at) ? 1 : 0;
      at += regex.startsWith("]", at) ? 1 : 0;
      while (at < regex.length() && regex.charAt(at) != ']') {
        int named = regex.startsWith("[:", at) ? regex.indexOf(":]", at + 2) : -1;
        at = named >= 0 ? named + 2 : at + (regex.charAt(at) == '\\' ? 2 : 1);
      }
      at++;
    }

    /// `{3}`, `{3,}` or `{3,5}`; anything else stands for itself.
    private void braces() {
      int end = regex.indexOf('}', at);
      String inner = end < 0 ? "" : regex.substring(at, Math.min(end, at + 10));
      if (!inner.matches("\\d{1,4}(,\\d{0,4})?")) {
        open.element().add(1);
        return;
      }
      at = end + 1;
      long times = 1;
      for (String number : inner.split(",")) {
        times = Math.max(times, Long.parseLong(number));
      }
      open.element().repeat(times);
    }
  }
}
