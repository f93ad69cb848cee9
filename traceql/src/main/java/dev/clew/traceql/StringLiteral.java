package dev.clew.traceql;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// A string in the text: raw between backticks, or between double quotes on one line with the
/// escapes of Go: `\a \b \f \n \r \t \v \\ \"`, `\123` and `\x7f` for bytes of UTF-8, `\u00e9` and
/// `\U0001f600` for characters.
///
/// @param value what it stands for
/// @param end offset after the closing quote
record StringLiteral(String value, int end) {
  static StringLiteral read(String text, int start) {
    if (text.charAt(start) == '`') {
      int close = text.indexOf('`', start + 1);
      if (close < 0) {
        throw new TraceQlException(text, start, text.length(), "the string is not closed by `");
      }
      return new StringLiteral(text.substring(start + 1, close), close + 1);
    }
    return new Quoted(text, start).read();
  }

  /// Where in the text a unit of a string's value is written; several escaped bytes in a row have
  /// one place.
  ///
  /// @param start offset of the opening quote of a string that was read before
  /// @param index from 0 to the length of the value, which is at the closing quote
  static int placeOf(String text, int start, int index) {
    return text.charAt(start) == '`' ? start + 1 + index : new Quoted(text, start).placeOf(index);
  }

  private static final class Quoted {
    private final String text;
    private final int start;
    private final StringBuilder value = new StringBuilder();

    /// Escaped bytes whose character is not complete yet, and where their escapes began.
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private int bytesStart;
    private int at;

    Quoted(String text, int start) {
      this.text = text;
      this.start = start;
      this.at = start + 1;
    }

    StringLiteral read() {
      while (at < text.length() && text.charAt(at) != '\n') {
        char c = text.charAt(at);
        if (c == '\\') {
          escape();
          continue;
        }
        flushBytes();
        at++;
        if (c == '"') {
          return new StringLiteral(value.toString(), at);
        }
        value.append(c);
      }
      throw new TraceQlException(text, start, at, "the string is not closed by \"");
    }

    int placeOf(int index) {
      int place = at;
      while (value.length() <= index) {
        place = bytes.size() == 0 ? at : bytesStart;
        char c = text.charAt(at);
        if (c == '\\') {
          escape();
        } else if (bytes.size() > 0) {
          flushBytes();
        } else if (c == '"') {
          break;
        } else {
          value.append(c);
          at++;
        }
      }
      return place;
    }

    private void escape() {
      int escapeStart = at;
      char kind = at + 1 < text.length() ? text.charAt(at + 1) : '\n';
      if (Character.isISOControl(kind) || Character.isSurrogate(kind)) {
        throw badEscape(escapeStart);
      }
      at += 2;
      switch (kind) {
        case 'x' -> byteEscape(escapeStart, number(escapeStart, 2, 16));
        case '0', '1', '2', '3', '4', '5', '6', '7' -> {
          at--;
          byteEscape(escapeStart, number(escapeStart, 3, 8));
        }
        case 'u' -> character(escapeStart, number(escapeStart, 4, 16));
        case 'U' -> character(escapeStart, number(escapeStart, 8, 16));
        default -> character(escapeStart, simple(escapeStart, kind));
      }
    }

    private int simple(int escapeStart, char kind) {
      return switch (kind) {
        case 'a' -> 0x07;
        case 'b' -> '\b';
        case 'f' -> '\f';
        case 'n' -> '\n';
        case 'r' -> '\r';
        case 't' -> '\t';
        case 'v' -> 0x0b;
        case '\\', '"' -> kind;
        default -> throw badEscape(escapeStart);
      };
    }

    private long number(int escapeStart, int digits, int radix) {
      long number = 0;
      for (int i = 0; i < digits; i++, at++) {
        char c = at < text.length() ? text.charAt(at) : '\0';
        int digit = c < 0x80 ? Character.digit(c, radix) : -1;
        if (digit < 0) {
          throw badEscape(escapeStart);
        }
        number = number * radix + digit;
      }
      return number;
    }

    private void byteEscape(int escapeStart, long value) {
      if (value > 0xff) {
        throw badEscape(escapeStart);
      }
      if (bytes.size() == 0) {
        bytesStart = escapeStart;
      }
      bytes.write((int) value);
    }

    private void character(int escapeStart, long codePoint) {
      boolean surrogate = codePoint >= 0xd800 && codePoint <= 0xdfff;
      if (surrogate || codePoint > Character.MAX_CODE_POINT) {
        throw badEscape(escapeStart);
      }
      flushBytes(escapeStart);
      value.appendCodePoint((int) codePoint);
    }

    private TraceQlException badEscape(int escapeStart) {
      int end = Math.min(Math.max(at, escapeStart + 1), text.length());
      return new TraceQlException(
          text,
          escapeStart,
          end,
          "invalid escape "
              + text.substring(escapeStart, end)
              + ", a backslash itself is written \\\\ or between backticks");
    }

    private void flushBytes() {
      flushBytes(at);
    }

    private void flushBytes(int end) {
      if (bytes.size() == 0) {
        return;
      }
      try {
        value.append(
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray())));
      } catch (CharacterCodingException e) {
        throw new TraceQlException(text, bytesStart, end, "the escaped bytes are not UTF-8");
      }
      bytes.reset();
    }
  }
}
