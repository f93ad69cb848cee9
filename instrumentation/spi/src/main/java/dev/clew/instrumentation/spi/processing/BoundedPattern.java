package dev.clew.instrumentation.spi.processing;

import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A regular expression of the application's, with an end to its patience.
///
/// Some expressions take a time that grows exponentially with the text. Each may look at so many
/// characters, 64 for each of a text and 4,096 more; a text that takes more is redacted as a whole.
final class BoundedPattern {
  private static final Logger LOGGER = Logger.getLogger("dev.clew.tracing");
  private static final int LOOKS_PER_CHARACTER = 64;
  private static final int MORE_LOOKS = 4_096;

  private final Pattern pattern;
  private volatile boolean said;

  /// @throws java.util.regex.PatternSyntaxException where it is no regular expression
  BoundedPattern(String expression) {
    pattern = Pattern.compile(expression);
  }

  /// The text with what the expression finds redacted; the same object where it finds nothing.
  String redact(String text) {
    Matcher matcher = pattern.matcher(new Looks(text));
    try {
      if (!matcher.find()) {
        return text;
      }
      StringBuilder changed = new StringBuilder(text.length());
      int copied = 0;
      do {
        if (matcher.end() > matcher.start()) {
          changed.append(text, copied, matcher.start()).append(SecretValues.REDACTED);
          copied = matcher.end();
        }
      } while (matcher.find());
      return copied == 0 ? text : changed.append(text, copied, text.length()).toString();
    } catch (TooManyLooks | StackOverflowError e) {
      if (!said) {
        said = true;
        LOGGER.warning(
            "the expression '%s' in clew.redact.regex takes too long; what it cannot decide on is redacted as a whole"
                .formatted(pattern.pattern()));
      }
      return SecretValues.REDACTED;
    }
  }

  private static final class TooManyLooks extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooManyLooks() {
      super(null, null, false, false);
    }
  }

  /// A text that counts how often it is looked at.
  private static final class Looks implements CharSequence {
    private final String text;
    private long left;

    Looks(String text) {
      this.text = text;
      left = MORE_LOOKS + (long) LOOKS_PER_CHARACTER * text.length();
    }

    @Override
    public char charAt(int index) {
      if (--left < 0) {
        throw new TooManyLooks();
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.substring(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
