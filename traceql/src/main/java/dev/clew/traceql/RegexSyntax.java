package dev.clew.traceql;

import org.jspecify.annotations.Nullable;

/// What counts as a regular expression, as told by those who will run it.
@FunctionalInterface
public interface RegexSyntax {
  /// Takes any text.
  RegexSyntax ANY = _ -> null;

  /// What is wrong with a regular expression; null where nothing is.
  @Nullable Fault fault(String regex);

  /// A fault in a regular expression, at a place of its text in UTF-16 units.
  ///
  /// @param start offset of the first unit at fault, from 0 to the length of the text
  /// @param end offset after the last one, `start` when something is missing there
  /// @param problem what is wrong
  record Fault(int start, int end, String problem) {}
}
