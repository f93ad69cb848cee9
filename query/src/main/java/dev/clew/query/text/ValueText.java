package dev.clew.query.text;

import dev.clew.model.AttributeType;
import dev.clew.model.Dictionary;
import dev.clew.model.otlp.PlainJson;
import java.math.BigDecimal;
import java.util.Base64;

/// Values that are no strings, as the text in which words are looked for.
final class ValueText {
  private ValueText() {}

  /// @param word the 64 bits of an int, double or bool
  static String of(AttributeType type, long word) {
    return switch (type) {
      case INT -> Long.toString(word);
      case DOUBLE -> of(Double.longBitsToDouble(word));
      case BOOL -> word != 0 ? "true" : "false";
      default -> "";
    };
  }

  /// @param code of bytes, an array or a key-value list
  static String of(AttributeType type, Dictionary entries, int code) {
    return type == AttributeType.BYTES
        ? Base64.getEncoder().encodeToString(entries.bytes(code))
        : PlainJson.text(type, entries.bytes(code));
  }

  /// A number as JavaScript writes it: plainly from 10⁻⁶ to below 10²¹.
  private static String of(double number) {
    if (!Double.isFinite(number) || number == 0) {
      return number == 0 ? "0" : String.valueOf(number);
    }
    BigDecimal exact = new BigDecimal(Double.toString(number)).stripTrailingZeros();
    int exponent = exact.precision() - exact.scale() - 1;
    if (exponent >= -6 && exponent < 21) {
      return exact.toPlainString();
    }
    BigDecimal mantissa = exact.scaleByPowerOfTen(-exponent);
    return mantissa.toPlainString() + (exponent < 0 ? "e" : "e+") + exponent;
  }
}
