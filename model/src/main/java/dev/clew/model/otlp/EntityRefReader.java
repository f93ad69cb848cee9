package dev.clew.model.otlp;

import dev.clew.model.SpanBatchBuilder;
import dev.clew.model.otlp.ProtobufReader.Malformed;

/// Gathers the `entity_refs` of a resource into one blob, in canonical form: see
/// {@link dev.clew.model.ResourceTable#entityRefs(int)}.
final class EntityRefReader {
  private static final int LENGTH = ProtobufReader.LENGTH;
  private static final int SCHEMA_URL = 1;
  private static final int ID_KEYS = 3;
  private static final int DESCRIPTION_KEYS = 4;

  private final ProtobufReader reader;
  private final ValueBuffer buffer = new ValueBuffer();

  EntityRefReader(ProtobufReader reader) {
    this.reader = reader;
  }

  void clear() {
    buffer.truncate(0);
  }

  /// Reads the `EntityRef` whose length comes next.
  void read() throws Malformed {
    int start = buffer.size();
    int outer = reader.enter();
    int from = reader.position();
    for (int number = SCHEMA_URL; number <= DESCRIPTION_KEYS; number++) {
      reader.rewind(from);
      strings(number);
    }
    reader.leave(outer);
    buffer.wrap(start, 3 << 3 | LENGTH);
  }

  /// The code of the blob with all references since {@link #clear()}; 0 where there are none.
  int blob(SpanBatchBuilder builder) {
    return builder.blob(buffer.bytes(), 0, buffer.size());
  }

  /// Writes one field: the last occurrence of a single one, unless empty, and all of a repeated
  /// one.
  private void strings(int number) throws Malformed {
    boolean repeated = number >= ID_KEYS;
    int start = buffer.size();
    while (reader.hasMore()) {
      int tag = reader.tag();
      if (tag == (number << 3 | LENGTH)) {
        if (!repeated) {
          buffer.truncate(start);
        }
        int length = reader.length();
        if (repeated || length > 0) {
          int at = buffer.size();
          buffer.utf8(reader.bytes(), reader.position(), length);
          buffer.wrap(at, tag);
        }
        reader.advance(length);
      } else if ((tag & 7) == LENGTH) {
        reader.skip(tag);
      } else {
        reader.skipUnknown(tag, OtlpMessage.ENTITY_REF);
      }
    }
  }
}
