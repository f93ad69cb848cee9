package dev.clew.model.otlp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.model.otlp.OtlpDecodeException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Decodes OTLP/JSON (`ExportTraceServiceRequest` and `TracesData`) into a {@link SpanBatchBuilder}
/// as it streams by: ids as hexadecimal digits in either case, enums as integers, 64-bit integers
/// as strings or numbers, unknown keys passed over, `null` as if the key were not there.
///
/// The old keys `instrumentationLibrarySpans` and `instrumentationLibrary` are read as `scopeSpans`
/// and `scope`. A span whose ids are no ids is left out alone, anything else that is wrong refuses
/// the body.
///
/// Keep one for each thread and use it again. Not thread-safe.
public final class OtlpJsonDecoder {
  /// How deep objects and arrays may be nested: enough for values as deep as protobuf's may be.
  static final int DEPTH_LIMIT = 5 * AnyValueReader.DEPTH_LIMIT;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(JsonFields.constraints(DEPTH_LIMIT))
          .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
          .build();

  /// What Jackson says of a source, which is always the body, before a line and column.
  private static final Pattern SOURCE =
      Pattern.compile("\\[Source: [^;]*; (line: \\d+, column: \\d+)]");

  private final ColumnBudget budget;

  /// A decoder that lets the columns grow to 256 MiB.
  public OtlpJsonDecoder() {
    this(ColumnBudget.DEFAULT_BYTES);
  }

  /// @param columnBytesLimit how large a builder's columns and dictionaries may become, in bytes
  public OtlpJsonDecoder(long columnBytesLimit) {
    budget = new ColumnBudget(columnBytesLimit);
  }

  /// Adds the spans of a body to a builder.
  ///
  /// @throws OtlpDecodeException when the body as a whole is refused; the builder then holds a part
  /// of
  ///     it and has to be cleared
  public DecodeResult decode(byte[] bytes, int offset, int length, SpanBatchBuilder into)
      throws OtlpDecodeException {
    try (JsonParser json = JSON.createParser(bytes, offset, length)) {
      return decode(json, into);
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory failed", e);
    }
  }

  /// Adds the spans of one document to a builder. The stream is read to its end and not closed.
  ///
  /// @throws OtlpDecodeException when the body as a whole is refused; the builder then holds a part
  /// of
  ///     it and has to be cleared
  /// @throws IOException when the stream cannot be read
  public DecodeResult decode(InputStream in, SpanBatchBuilder into)
      throws OtlpDecodeException, IOException {
    try (JsonParser json = JSON.createParser(in)) {
      return decode(json, into);
    }
  }

  private DecodeResult decode(JsonParser json, SpanBatchBuilder into)
      throws OtlpDecodeException, IOException {
    JsonFields fields = new JsonFields(json);
    budget.begin(into);
    Body body = new Body(json, fields, into, budget);
    try {
      return body.read();
    } catch (StreamConstraintsException e) {
      throw fields.failure(Reason.TOO_LARGE, e.getOriginalMessage());
    } catch (JsonProcessingException e) {
      String path = fields.path();
      String reason = SOURCE.matcher(e.getOriginalMessage()).replaceAll("$1");
      throw fields.failure(
          Reason.MALFORMED, (path.isEmpty() ? "" : path + ": ") + "not JSON: " + reason);
    } catch (ProtobufReader.Malformed e) {
      Reason reason = e.isTooLarge() ? Reason.TOO_LARGE : Reason.MALFORMED;
      throw fields.failure(reason, fields.path() + ": " + e.getMessage());
    }
  }

  /// One body on its way in.
  private static final class Body {
    private final JsonParser json;
    private final JsonFields fields;
    private final SpanBatchBuilder builder;
    private final ColumnBudget budget;
    private final JsonValueReader values;
    private final JsonSpanReader spans;
    private final ValueBuffer entityRefs = new ValueBuffer();
    private int rejectedSpans;
    private @Nullable String firstError;

    Body(JsonParser json, JsonFields fields, SpanBatchBuilder builder, ColumnBudget budget) {
      this.json = json;
      this.fields = fields;
      this.builder = builder;
      this.budget = budget;
      values = new JsonValueReader(json, fields, builder, budget);
      spans = new JsonSpanReader(json, fields, builder, budget, values);
    }

    DecodeResult read() throws IOException, OtlpDecodeException, ProtobufReader.Malformed {
      json.nextToken();
      if (fields.isNull() || !fields.object()) {
        throw fields.wrong("must be an object");
      }
      for (String name; (name = fields.nextField()) != null; ) {
        if (name.equals("resourceSpans") && fields.array()) {
          while (fields.nextElement()) {
            resourceSpans();
          }
        } else {
          json.skipChildren();
        }
      }
      if (json.nextToken() != null) {
        throw fields.wrong("follows the end of the document");
      }
      return rejectedSpans == 0
          ? DecodeResult.COMPLETE
          : new DecodeResult(rejectedSpans, firstError);
    }

    private void resourceSpans() throws IOException, OtlpDecodeException, ProtobufReader.Malformed {
      builder.beginResource();
      budget.countRow(0);
      entityRefs.truncate(0);
      if (!fields.object()) {
        return;
      }
      for (String name; (name = fields.nextField()) != null; ) {
        switch (name) {
          case "resource" -> resource();
          case "scopeSpans", "instrumentationLibrarySpans" -> {
            if (fields.array()) {
              while (fields.nextElement()) {
                scopeSpans();
              }
            }
          }
          case "schemaUrl" -> builder.resourceSchemaUrl(values.string());
          default -> json.skipChildren();
        }
      }
      builder.resourceEntityRefs(builder.blob(entityRefs.bytes(), 0, entityRefs.size()));
    }

    private void resource() throws IOException, OtlpDecodeException, ProtobufReader.Malformed {
      if (!fields.object()) {
        return;
      }
      builder.resourcePresent();
      for (String name; (name = fields.nextField()) != null; ) {
        switch (name) {
          case "attributes" ->
              values.attributes(builder.resourceAttributes(), builder.resourceCount() - 1);
          case "droppedAttributesCount" -> builder.resourceDroppedAttributes(fields.uint32());
          case "entityRefs" -> {
            if (fields.array()) {
              while (fields.nextElement()) {
                JsonEntityRefReader.read(json, fields, entityRefs);
              }
            }
          }
          default -> json.skipChildren();
        }
      }
    }

    private void scopeSpans() throws IOException, OtlpDecodeException, ProtobufReader.Malformed {
      builder.beginScope();
      budget.countRow(0);
      if (!fields.object()) {
        return;
      }
      for (String name; (name = fields.nextField()) != null; ) {
        switch (name) {
          case "scope", "instrumentationLibrary" -> scope();
          case "spans" -> {
            if (fields.array()) {
              while (fields.nextElement()) {
                span();
              }
            }
          }
          case "schemaUrl" -> builder.scopeSchemaUrl(values.string());
          default -> json.skipChildren();
        }
      }
    }

    private void scope() throws IOException, OtlpDecodeException, ProtobufReader.Malformed {
      if (!fields.object()) {
        return;
      }
      builder.scopePresent();
      for (String name; (name = fields.nextField()) != null; ) {
        switch (name) {
          case "name" -> builder.scopeName(values.string());
          case "version" -> builder.scopeVersion(values.string());
          case "attributes" ->
              values.attributes(builder.scopeAttributes(), builder.scopeCount() - 1);
          case "droppedAttributesCount" -> builder.scopeDroppedAttributes(fields.uint32());
          default -> json.skipChildren();
        }
      }
    }

    private void span() throws IOException, OtlpDecodeException, ProtobufReader.Malformed {
      String fault = spans.span();
      if (fault != null) {
        rejectedSpans++;
        if (firstError == null) {
          firstError = fault;
        }
      }
    }
  }
}
