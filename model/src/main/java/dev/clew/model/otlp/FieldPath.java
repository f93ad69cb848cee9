package dev.clew.model.otlp;

/// Finds out, once something is wrong at an offset, which field that is: walks the body again from
/// its start. So the decoder itself keeps no account of where it is.
final class FieldPath {
  private final ProtobufReader reader;
  private final long target;
  private final StringBuilder path = new StringBuilder();

  private FieldPath(ProtobufReader reader, long target) {
    this.reader = reader;
    this.target = target;
  }

  /// The path of the innermost field that covers index `at` of the array; as far as it can be told.
  static String at(byte[] bytes, int offset, int length, int at) {
    ProtobufReader reader = new ProtobufReader();
    reader.reset(bytes, offset, length);
    FieldPath finder = new FieldPath(reader, at);
    try {
      finder.descend(OtlpMessage.TRACES);
    } catch (ProtobufReader.Malformed stopped) {
      // The walk has come upon the very damage that is to be located: the path so far is the
      // answer.
      return finder.path.toString();
    }
    return finder.path.toString();
  }

  private void descend(OtlpMessage message) throws ProtobufReader.Malformed {
    int[] seen = new int[OtlpMessage.FIELD_SLOTS];
    while (reader.hasMore()) {
      int tag = reader.tag();
      int number = tag >>> 3;
      OtlpMessage.Field field = message.field(number);
      int before = path.length();
      if (field != null) {
        path.append(before == 0 ? "" : ".").append(field.name());
        if (field.repeated()) {
          path.append('[').append(seen[number % OtlpMessage.FIELD_SLOTS]++).append(']');
        }
      }
      if (field != null && field.message() != null && (tag & 7) == ProtobufReader.LENGTH) {
        int outer = reader.enter();
        if (target < reader.position()) {
          return;
        }
        if (target < reader.limit()) {
          descend(field.message());
          return;
        }
        reader.leave(outer);
      } else {
        reader.skip(tag);
        if (target < reader.position()) {
          return;
        }
      }
      path.setLength(before);
    }
  }
}
