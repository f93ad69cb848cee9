package dev.clew.store.manifest;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamReadException;
import dev.clew.store.manifest.BlockEntry.SegmentEntry;
import dev.clew.store.segment.TimeRange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32C;

/// Writes and reads a manifest as JSON. The first line holds a checksum of all that follows it.
final class ManifestCodec {
  static final int FORMAT = 1;

  private static final JsonFactory JSON = new JsonFactory();
  private static final String CHECKSUM_LINE = "{\"crc32c\":\"%08x\",\n";
  private static final int CHECKSUM_LINE_BYTES = 22;

  private ManifestCodec() {}

  static byte[] encode(Manifest manifest) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(4096);
    try (JsonGenerator json = JSON.createGenerator(out, JsonEncoding.UTF8)) {
      write(manifest, json);
    }
    // The opening brace stands on the checksum's line.
    byte[] document = out.toByteArray();
    CRC32C crc = new CRC32C();
    crc.update(document, 1, document.length - 1);
    byte[] line =
        String.format(Locale.ROOT, CHECKSUM_LINE, crc.getValue())
            .getBytes(StandardCharsets.US_ASCII);
    byte[] bytes = new byte[line.length + document.length - 1];
    System.arraycopy(line, 0, bytes, 0, line.length);
    System.arraycopy(document, 1, bytes, line.length, document.length - 1);
    return bytes;
  }

  /// @throws IOException when the bytes are damaged or of a format that is not known
  static Manifest decode(byte[] bytes) throws IOException {
    if (bytes.length <= CHECKSUM_LINE_BYTES) {
      throw new IOException("only " + bytes.length + " bytes");
    }
    CRC32C crc = new CRC32C();
    crc.update(bytes, CHECKSUM_LINE_BYTES, bytes.length - CHECKSUM_LINE_BYTES);
    String wanted = String.format(Locale.ROOT, CHECKSUM_LINE, crc.getValue());
    String found = new String(bytes, 0, CHECKSUM_LINE_BYTES, StandardCharsets.ISO_8859_1);
    if (!found.equals(wanted)) {
      throw new IOException(
          "checksum of " + found.strip() + " is not that of the content, " + wanted.strip());
    }
    try (JsonParser json = JSON.createParser(bytes)) {
      return read(json);
    } catch (StreamReadException e) {
      throw new IOException(e.getOriginalMessage(), e);
    }
  }

  private static void write(Manifest manifest, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeNumberField("format", FORMAT);
    json.writeNumberField("number", manifest.number());
    json.writeNumberField("replayPoint", manifest.replayPoint());
    json.writeNumberField("nextBlockId", manifest.nextBlockId());
    json.writeArrayFieldStart("blocks");
    for (BlockEntry block : manifest.blocks()) {
      json.writeRaw('\n');
      json.writeStartObject();
      json.writeStringField("id", BlockEntry.directoryName(block.id()));
      json.writeStringField("tenant", block.tenant());
      json.writeNumberField("generation", block.generation());
      json.writeNumberField("firstArrivalNanos", block.firstArrivalNanos());
      json.writeNumberField("lastArrivalNanos", block.lastArrivalNanos());
      json.writeNumberField("bytes", block.bytes());
      json.writeNumberField("splitTraces", block.splitTraces());
      json.writeArrayFieldStart("segments");
      for (SegmentEntry segment : block.segments()) {
        json.writeStartObject();
        json.writeNumberField("spans", segment.spanCount());
        json.writeNumberField("traces", segment.traceCount());
        json.writeNumberField("earliestStart", segment.times().earliestStart());
        json.writeNumberField("latestStart", segment.times().latestStart());
        json.writeNumberField("latestEnd", segment.times().latestEnd());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeArrayFieldStart("services");
      for (String service : block.services()) {
        json.writeString(service);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static Manifest read(JsonParser json) throws IOException {
    long format = -1;
    long number = -1;
    long replayPoint = -1;
    long nextBlockId = -1;
    List<BlockEntry> blocks = new ArrayList<>();
    expect(json, json.nextToken(), JsonToken.START_OBJECT);
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      JsonToken value = json.nextToken();
      switch (field) {
        case "format" -> format = number(json);
        case "number" -> number = number(json);
        case "replayPoint" -> replayPoint = number(json);
        case "nextBlockId" -> nextBlockId = number(json);
        case "blocks" -> {
          expect(json, value, JsonToken.START_ARRAY);
          while (json.nextToken() != JsonToken.END_ARRAY) {
            blocks.add(readBlock(json));
          }
        }
        default -> json.skipChildren();
      }
    }
    if (format != FORMAT) {
      throw new IOException("format " + format + " is not known, only " + FORMAT);
    }
    if (number < 0 || replayPoint < 0 || nextBlockId < 0) {
      throw new IOException("number, replayPoint or nextBlockId is missing");
    }
    return new Manifest(number, replayPoint, nextBlockId, blocks);
  }

  private static BlockEntry readBlock(JsonParser json) throws IOException {
    long id = -1;
    String tenant = "";
    long generation = -1;
    long firstArrival = 0;
    long lastArrival = 0;
    long bytes = 0;
    long splitTraces = 0;
    List<SegmentEntry> segments = new ArrayList<>();
    List<String> services = new ArrayList<>();
    expect(json, json.currentToken(), JsonToken.START_OBJECT);
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      JsonToken value = json.nextToken();
      switch (field) {
        case "id" -> id = blockId(json);
        case "tenant" -> tenant = json.getText();
        case "generation" -> generation = number(json);
        case "firstArrivalNanos" -> firstArrival = number(json);
        case "lastArrivalNanos" -> lastArrival = number(json);
        case "bytes" -> bytes = number(json);
        case "splitTraces" -> splitTraces = number(json);
        case "segments" -> {
          expect(json, value, JsonToken.START_ARRAY);
          while (json.nextToken() != JsonToken.END_ARRAY) {
            segments.add(readSegment(json));
          }
        }
        case "services" -> {
          expect(json, value, JsonToken.START_ARRAY);
          while (json.nextToken() != JsonToken.END_ARRAY) {
            services.add(json.getText());
          }
        }
        default -> json.skipChildren();
      }
    }
    if (id < 0 || tenant.isEmpty() || generation < 0) {
      throw new IOException("a block lacks its id, tenant or generation");
    }
    return new BlockEntry(
        id, tenant, generation, firstArrival, lastArrival, bytes, splitTraces, segments, services);
  }

  private static SegmentEntry readSegment(JsonParser json) throws IOException {
    long spans = 0;
    long traces = 0;
    long earliestStart = 0;
    long latestStart = 0;
    long latestEnd = 0;
    expect(json, json.currentToken(), JsonToken.START_OBJECT);
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "spans" -> spans = number(json);
        case "traces" -> traces = number(json);
        case "earliestStart" -> earliestStart = number(json);
        case "latestStart" -> latestStart = number(json);
        case "latestEnd" -> latestEnd = number(json);
        default -> json.skipChildren();
      }
    }
    return new SegmentEntry(
        (int) spans, (int) traces, new TimeRange(earliestStart, latestStart, latestEnd));
  }

  private static long blockId(JsonParser json) throws IOException {
    String text = json.getText();
    try {
      return Long.parseLong(text, 16);
    } catch (NumberFormatException e) {
      throw new IOException("block id '" + text + "' is not a number of 16 digits", e);
    }
  }

  private static long number(JsonParser json) throws IOException {
    expect(json, json.currentToken(), JsonToken.VALUE_NUMBER_INT);
    return json.getLongValue();
  }

  private static void expect(JsonParser json, JsonToken found, JsonToken wanted)
      throws IOException {
    if (found != wanted) {
      throw new IOException(
          found
              + " where "
              + wanted
              + " should be, at byte "
              + json.currentLocation().getByteOffset());
    }
  }
}
