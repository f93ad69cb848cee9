package dev.clew.model;

/// Trace and span ids as text: lower-case hexadecimal digits, 32 and 16 of them, as W3C Trace
/// Context writes them.
public final class TraceIds {
  private static final char[] DIGITS = "0123456789abcdef".toCharArray();

  private TraceIds() {}

  /// A trace id as 32 digits.
  public static String traceId(long high, long low) {
    char[] text = new char[32];
    write(high, text, 0);
    write(low, text, 16);
    return new String(text);
  }

  /// A span id as 16 digits.
  public static String spanId(long id) {
    char[] text = new char[16];
    write(id, text, 0);
    return new String(text);
  }

  /// Whether a text is a trace or span id of at most `digits` digits, in either case.
  public static boolean isHex(CharSequence text, int digits) {
    if (text.isEmpty() || text.length() > digits) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (Character.digit(text.charAt(i), 16) < 0 || text.charAt(i) > 'f') {
        return false;
      }
    }
    return true;
  }

  /// The first eight bytes of a trace id of 1 to 32 digits; missing digits are leading zeros.
  public static long high(String hex) {
    return hex.length() <= 16 ? 0 : parse(hex.substring(0, hex.length() - 16));
  }

  /// The last eight bytes of a trace id of 1 to 32 digits, or a span id.
  public static long low(String hex) {
    return parse(hex.substring(Math.max(0, hex.length() - 16)));
  }

  private static long parse(String hex) {
    return Long.parseUnsignedLong(hex, 16);
  }

  private static void write(long id, char[] into, int at) {
    for (int i = 0; i < 16; i++) {
      into[at + i] = DIGITS[(int) (id >>> (60 - 4 * i)) & 0xF];
    }
  }
}
