package dev.clew.query.filter;

import com.google.re2j.Pattern;
import dev.clew.query.read.QueryException;
import dev.clew.query.read.QueryException.Kind;
import dev.clew.traceql.RegexSyntax;
import java.util.Arrays;

/// Matches strings, from end to end, against a regular expression of RE2: linear in time. The dot
/// matches a newline too.
final class RegexTest extends ScalarTest {
  private final Pattern pattern;

  private RegexTest(Pattern pattern) {
    this.pattern = pattern;
  }

  /// @throws QueryException where it is not a regular expression
  static RegexTest of(String regex) {
    RegexSyntax.Fault fault = Regex.fault(regex);
    if (fault != null) {
      throw new QueryException(
          Kind.INVALID_QUERY, "not a regular expression: \"" + regex + "\": " + fault.problem());
    }
    return new RegexTest(Regex.compile(regex));
  }

  @Override
  boolean takes(ValueKind kind) {
    return kind == ValueKind.STRING;
  }

  @Override
  boolean text(byte[] heap, int offset, int length) {
    return pattern.matches(Arrays.copyOfRange(heap, offset, offset + length));
  }
}
