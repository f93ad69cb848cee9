package dev.clew.model.otlp;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.clew.model.otlp.OtlpDecodeException.Reason;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads single values of OTLP/JSON from the token on which a parser stands, by the rules of
/// protobuf's JSON mapping: numbers also as strings, doubles also by name, bytes in either base64
/// alphabet. `null` is as if the field were not there.
final class JsonFields {
  private static final int MAX_NUMBER_LENGTH = 1_000;
  private static final int SHOWN_LENGTH = 80;

  private static final BigDecimal MIN_LONG = BigDecimal.valueOf(Long.MIN_VALUE);
  private static final BigDecimal MAX_LONG = BigDecimal.valueOf(Long.MAX_VALUE);
  private static final BigDecimal MAX_UNSIGNED = MAX_LONG.add(MAX_LONG).add(BigDecimal.ONE);

  private final JsonParser json;

  JsonFields(JsonParser json) {
    this.json = json;
  }

  /// What is read can be as long as the body itself, which the doors limit; only nesting is limited
  /// here.
  static StreamReadConstraints constraints(int depthLimit) {
    return StreamReadConstraints.builder()
        .maxStringLength(Integer.MAX_VALUE)
        .maxNumberLength(MAX_NUMBER_LENGTH)
        .maxNestingDepth(depthLimit)
        .build();
  }

  /// Goes into the object whose token is the current one.
  ///
  /// @return false for `null`
  boolean object() throws IOException, OtlpDecodeException {
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      return false;
    }
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw wrong("must be an object");
    }
    return true;
  }

  /// Goes to the next field of the object and to its value.
  ///
  /// @return the field's name, or null at the end of the object
  @Nullable String nextField() throws IOException {
    String name = json.nextFieldName();
    if (name != null) {
      json.nextToken();
    }
    return name;
  }

  /// Goes into the array whose token is the current one.
  ///
  /// @return false for `null`
  boolean array() throws IOException, OtlpDecodeException {
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      return false;
    }
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw wrong("must be an array");
    }
    return true;
  }

  /// Goes to the next element of the array.
  boolean nextElement() throws IOException {
    return json.nextToken() != JsonToken.END_ARRAY;
  }

  boolean isNull() {
    return json.currentToken() == JsonToken.VALUE_NULL;
  }

  /// The text, empty for `null`.
  String string() throws IOException, OtlpDecodeException {
    if (isNull()) {
      return "";
    }
    if (json.currentToken() != JsonToken.VALUE_STRING) {
      throw wrong("must be a string");
    }
    return json.getText();
  }

  boolean bool() throws OtlpDecodeException, IOException {
    return switch (json.currentToken()) {
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> throw wrong("must be true or false");
    };
  }

  /// A signed number of 64 bits.
  long int64() throws IOException, OtlpDecodeException {
    if (json.currentToken() == JsonToken.VALUE_NUMBER_INT
        && json.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
      return json.getLongValue();
    }
    return integer(MIN_LONG, MAX_LONG, "a 64-bit integer");
  }

  /// An unsigned number of 64 bits; 0 for `null`.
  long fixed64() throws IOException, OtlpDecodeException {
    return isNull() ? 0 : integer(BigDecimal.ZERO, MAX_UNSIGNED, "an unsigned 64-bit integer");
  }

  /// An unsigned number of 32 bits; 0 for `null`.
  int uint32() throws IOException, OtlpDecodeException {
    BigDecimal max = BigDecimal.valueOf(0xFFFFFFFFL);
    return isNull() ? 0 : (int) integer(BigDecimal.ZERO, max, "an unsigned 32-bit integer");
  }

  /// An enum's number. Names are not OTLP/JSON, but what protobuf's own JSON has, so they are taken
  /// too.
  int enumNumber(Map<String, Integer> names) throws IOException, OtlpDecodeException {
    if (isNull()) {
      return 0;
    }
    if (json.currentToken() == JsonToken.VALUE_STRING) {
      Integer number = names.get(json.getText().toUpperCase(Locale.ROOT));
      if (number != null) {
        return number;
      }
    }
    BigDecimal min = BigDecimal.valueOf(Integer.MIN_VALUE);
    BigDecimal max = BigDecimal.valueOf(Integer.MAX_VALUE);
    return (int) integer(min, max, "the number of an enum value");
  }

  double float64() throws IOException, OtlpDecodeException {
    if (json.currentToken().isNumeric()) {
      return json.getDoubleValue();
    }
    String text = string();
    return switch (text) {
      case "NaN" -> Double.NaN;
      case "Infinity" -> Double.POSITIVE_INFINITY;
      case "-Infinity" -> Double.NEGATIVE_INFINITY;
      default -> {
        if (!isNumber(text)) {
          throw wrong("must be a number");
        }
        yield Double.parseDouble(text);
      }
    };
  }

  byte[] base64() throws IOException, OtlpDecodeException {
    String text = string();
    Base64.Decoder decoder =
        text.indexOf('-') >= 0 || text.indexOf('_') >= 0
            ? Base64.getUrlDecoder()
            : Base64.getDecoder();
    try {
      return decoder.decode(text);
    } catch (IllegalArgumentException e) {
      throw wrong("must be base64");
    }
  }

  /// Says what is wrong with the current value.
  OtlpDecodeException wrong(String rule) throws IOException {
    String field = path();
    String where = field.isEmpty() ? "body" : field;
    return failure(Reason.MALFORMED, where + ": " + shown() + " " + rule);
  }

  OtlpDecodeException failure(Reason reason, String message) {
    return new OtlpDecodeException(reason, path(), offset(), message + " (" + place() + ")");
  }

  /// Where the parser stands: line and column, both from 1.
  String place() {
    var location = json.currentTokenLocation();
    return "line " + location.getLineNr() + " column " + location.getColumnNr();
  }

  /// The current field in the form `resourceSpans[0].scopeSpans[0]`.
  String path() {
    StringBuilder path = new StringBuilder();
    append(path, json.getParsingContext());
    return path.toString();
  }

  private static void append(StringBuilder path, @Nullable JsonStreamContext context) {
    if (context == null) {
      return;
    }
    append(path, context.getParent());
    if (context.inArray() && context.hasCurrentIndex()) {
      path.append('[').append(context.getCurrentIndex()).append(']');
    } else if (context.inObject() && context.getCurrentName() != null) {
      path.append(path.isEmpty() ? "" : ".").append(context.getCurrentName());
    }
  }

  private long offset() {
    var location = json.currentTokenLocation();
    return location.getByteOffset() >= 0 ? location.getByteOffset() : location.getCharOffset();
  }

  private String shown() throws IOException {
    return switch (json.currentToken()) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "an array";
      case null -> "nothing";
      default -> {
        String text = json.getText();
        yield "\""
            + (text.length() <= SHOWN_LENGTH ? text : text.substring(0, SHOWN_LENGTH) + "…")
            + '"';
      }
    };
  }

  private long integer(BigDecimal min, BigDecimal max, String what)
      throws IOException, OtlpDecodeException {
    JsonToken token = json.currentToken();
    if (token != JsonToken.VALUE_STRING && !token.isNumeric()) {
      throw wrong("must be " + what);
    }
    String text = json.getText();
    if (!isNumber(text)) {
      throw wrong("must be " + what);
    }
    BigDecimal number = new BigDecimal(text);
    // The comparison is cheap whatever the exponent; only then the digits are spread out.
    if (number.compareTo(min) < 0 || number.compareTo(max) > 0) {
      throw wrong("must be " + what);
    }
    if (number.signum() != 0 && number.stripTrailingZeros().scale() > 0) {
      throw wrong("must be " + what);
    }
    return number.signum() == 0 ? 0 : number.toBigInteger().longValue();
  }

  private static boolean isNumber(String text) {
    if (text.isEmpty() || text.length() > MAX_NUMBER_LENGTH) {
      return false;
    }
    try {
      var _ = new BigDecimal(text);
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
