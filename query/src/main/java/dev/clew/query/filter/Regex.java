package dev.clew.query.filter;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.clew.traceql.RegexSyntax;
import dev.clew.traceql.RegexSyntax.Fault;
import org.jspecify.annotations.Nullable;

/// Compiles regular expressions of RE2, and tells where one is at fault, which RE2/J does not.
public final class Regex {
  /// How many steps a compiled expression may have, about; each takes some 50 bytes. Without a
  /// limit of ours a few nested repetitions need all memory there is.
  static final int MAX_STEPS = 100_000;

  /// In how many places a fault is looked for.
  private static final int MAX_PLACES = 100;

  private Regex() {}

  /// What is wrong with a regular expression; null where nothing is. A [RegexSyntax].
  public static @Nullable Fault fault(String regex) {
    RegexOutline outline = RegexOutline.of(regex);
    if (outline.steps() > MAX_STEPS) {
      return whole(regex, "the repetitions ask for more than " + MAX_STEPS + " steps");
    }
    try {
      var _ = compile(regex);
      return null;
    } catch (PatternSyntaxException e) {
      return fault(regex, outline, e);
    }
  }

  /// Where the dot matches a newline too.
  ///
  /// @param regex without [#fault]
  static Pattern compile(String regex) {
    return Pattern.compile(regex, Pattern.DOTALL);
  }

  private static Fault fault(String regex, RegexOutline outline, PatternSyntaxException e) {
    if (e.getDescription().equals("missing closing )") && outline.unclosed() >= 0) {
      return new Fault(outline.unclosed(), outline.unclosed() + 1, "the ( is not closed");
    }
    // What RE2/J calls an internal error is its empty stack.
    if (e.getDescription().contains("internal error") && outline.unopened() >= 0) {
      return new Fault(outline.unopened(), outline.unopened() + 1, "no ( is open here");
    }
    String part = e.getPattern();
    if (part.isEmpty()) {
      return new Fault(regex.length() - 1, regex.length(), e.getDescription());
    }
    int at = regex.indexOf(part);
    for (int i = 0; i < MAX_PLACES && at >= 0; i++, at = regex.indexOf(part, at + 1)) {
      if (failsAlike(regex.substring(0, at + part.length()), e)) {
        return new Fault(at, at + part.length(), e.getDescription());
      }
    }
    return whole(regex, e.getDescription());
  }

  /// Whether an expression is read from its begin as far as to the same fault.
  private static boolean failsAlike(String begin, PatternSyntaxException fault) {
    try {
      var _ = compile(begin);
      return false;
    } catch (PatternSyntaxException e) {
      return e.getDescription().equals(fault.getDescription())
          && e.getPattern().equals(fault.getPattern());
    }
  }

  private static Fault whole(String regex, String problem) {
    return new Fault(0, regex.length(), problem);
  }
}
