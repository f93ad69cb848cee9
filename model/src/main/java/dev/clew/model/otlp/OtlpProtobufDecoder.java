package dev.clew.model.otlp;

import dev.clew.model.SpanBatchBuilder;
import dev.clew.model.otlp.OtlpDecodeException.Reason;
import dev.clew.model.otlp.ProtobufReader.Malformed;
import org.jspecify.annotations.Nullable;

/// Decodes `ExportTraceServiceRequest` and `TracesData` (they are the same on the wire) straight
/// into a {@link SpanBatchBuilder}: nothing is allocated for a span or an attribute.
///
/// Fields may come in any order and message fields more than once, unknown fields are passed over.
/// The deprecated `instrumentation_library_spans` (field 1000) are read as scope spans. A span
/// whose ids have a wrong length is left out alone; anything that protobuf itself forbids refuses
/// the body.
///
/// Keep one for each thread and use it again. Not thread-safe.
public final class OtlpProtobufDecoder {
  private static final int VARINT = ProtobufReader.VARINT;
  private static final int LENGTH = ProtobufReader.LENGTH;
  private static final byte[] NO_BYTES = new byte[0];

  private final ProtobufReader reader = new ProtobufReader();
  private final ColumnBudget budget;
  private final AnyValueReader values;
  private final SpanReader spans;
  private final EntityRefReader entityRefs = new EntityRefReader(reader);

  private SpanBatchBuilder builder = new SpanBatchBuilder();
  private int bodyOffset;
  private int bodyLength;
  private int rejectedSpans;
  private @Nullable String firstError;

  /// A decoder that lets the columns grow to 256 MiB.
  public OtlpProtobufDecoder() {
    this(ColumnBudget.DEFAULT_BYTES);
  }

  /// @param columnBytesLimit how large a builder's columns and dictionaries may become, in bytes; a
  /// body
  ///     of empty spans, which is the worst, takes fifty times its own size
  public OtlpProtobufDecoder(long columnBytesLimit) {
    budget = new ColumnBudget(columnBytesLimit);
    values = new AnyValueReader(reader, budget);
    spans = new SpanReader(reader, values, budget);
  }

  /// Adds the spans of a body to a builder.
  ///
  /// @throws OtlpDecodeException when the body as a whole is refused; the builder then holds a part
  /// of
  ///     it and has to be cleared
  public DecodeResult decode(byte[] bytes, int offset, int length, SpanBatchBuilder into)
      throws OtlpDecodeException {
    reader.reset(bytes, offset, length);
    builder = into;
    budget.begin(into);
    values.begin(into);
    spans.begin(into);
    bodyOffset = offset;
    bodyLength = length;
    rejectedSpans = 0;
    firstError = null;
    try {
      traces();
    } catch (Malformed e) {
      throw failure(e);
    } finally {
      // A decoder that waits for its next body must not hold the last one.
      reader.reset(NO_BYTES, 0, 0);
    }
    return rejectedSpans == 0 ? DecodeResult.COMPLETE : new DecodeResult(rejectedSpans, firstError);
  }

  private OtlpDecodeException failure(Malformed e) {
    Reason reason = e.isTooLarge() ? Reason.TOO_LARGE : Reason.MALFORMED;
    String field = FieldPath.at(reader.bytes(), bodyOffset, bodyLength, e.at());
    int at = e.at() - bodyOffset;
    return new OtlpDecodeException(reason, field, at, text(field, e.getMessage(), at));
  }

  private static String text(String field, @Nullable String message, int at) {
    return (field.isEmpty() ? "body" : field) + ": " + message + " (byte " + at + ")";
  }

  private void traces() throws Malformed {
    while (reader.hasMore()) {
      int tag = reader.tag();
      if (tag == (1 << 3 | LENGTH)) {
        int outer = reader.enter();
        resourceSpans();
        reader.leave(outer);
      } else {
        reader.skipUnknown(tag, OtlpMessage.TRACES);
      }
    }
  }

  private void resourceSpans() throws Malformed {
    entityRefs.clear();
    builder.beginResource();
    budget.countRow(reader.position());
    while (reader.hasMore()) {
      int tag = reader.tag();
      switch (tag) {
        case 1 << 3 | LENGTH -> {
          int outer = reader.enter();
          resource();
          reader.leave(outer);
        }
        case 2 << 3 | LENGTH, 1000 << 3 | LENGTH -> {
          int outer = reader.enter();
          scopeSpans();
          reader.leave(outer);
        }
        case 3 << 3 | LENGTH -> builder.resourceSchemaUrl(values.string());
        default -> reader.skipUnknown(tag, OtlpMessage.RESOURCE_SPANS);
      }
    }
    builder.resourceEntityRefs(entityRefs.blob(builder));
  }

  private void resource() throws Malformed {
    builder.resourcePresent();
    while (reader.hasMore()) {
      int tag = reader.tag();
      switch (tag) {
        case 1 << 3 | LENGTH ->
            values.attribute(builder.resourceAttributes(), builder.resourceCount() - 1);
        case 2 << 3 | VARINT -> builder.resourceDroppedAttributes((int) reader.varint());
        case 3 << 3 | LENGTH -> entityRefs.read();
        default -> reader.skipUnknown(tag, OtlpMessage.RESOURCE);
      }
    }
  }

  private void scopeSpans() throws Malformed {
    builder.beginScope();
    budget.countRow(reader.position());
    while (reader.hasMore()) {
      int tag = reader.tag();
      switch (tag) {
        case 1 << 3 | LENGTH -> {
          int outer = reader.enter();
          scope();
          reader.leave(outer);
        }
        case 2 << 3 | LENGTH -> {
          int outer = reader.enter();
          if (!spans.span()) {
            reject();
          }
          reader.leave(outer);
        }
        case 3 << 3 | LENGTH -> builder.scopeSchemaUrl(values.string());
        default -> reader.skipUnknown(tag, OtlpMessage.SCOPE_SPANS);
      }
    }
  }

  private void scope() throws Malformed {
    builder.scopePresent();
    while (reader.hasMore()) {
      int tag = reader.tag();
      switch (tag) {
        case 1 << 3 | LENGTH -> builder.scopeName(values.string());
        case 2 << 3 | LENGTH -> builder.scopeVersion(values.string());
        case 3 << 3 | LENGTH ->
            values.attribute(builder.scopeAttributes(), builder.scopeCount() - 1);
        case 4 << 3 | VARINT -> builder.scopeDroppedAttributes((int) reader.varint());
        default -> reader.skipUnknown(tag, OtlpMessage.SCOPE);
      }
    }
  }

  private void reject() {
    rejectedSpans++;
    if (firstError == null) {
      int at = spans.faultAt();
      String field = FieldPath.at(reader.bytes(), bodyOffset, bodyLength, at);
      firstError = text(field, spans.fault(), at - bodyOffset);
    }
  }
}
