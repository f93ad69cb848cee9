package dev.clew.server.acceptance;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageOrBuilder;
import com.google.protobuf.util.JsonFormat;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// OTLP/JSON out of protobuf's own JSON, from which it differs in ids, which are hexadecimal, and
/// in enums, which are numbers.
final class OtlpJson {
  private static final Pattern ID =
      Pattern.compile("(\"(?:trace|span|parentSpan)Id\":)\"([^\"]+)\"");

  private OtlpJson() {}

  static String of(MessageOrBuilder message) throws InvalidProtocolBufferException {
    String json =
        JsonFormat.printer().omittingInsignificantWhitespace().printingEnumsAsInts().print(message);
    return ID.matcher(json)
        .replaceAll(
            id ->
                id.group(1)
                    + '"'
                    + HexFormat.of().formatHex(Base64.getDecoder().decode(id.group(2)))
                    + '"');
  }
}
