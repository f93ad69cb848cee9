package dev.clew.store.block;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.store.parquet.FileTail;
import dev.clew.store.segment.TimeRange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// `meta.json` as text. Its last member is a CRC-32C of all bytes before that member's comma.
final class MetaJson {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CHECKSUM = ",\"crc32c\":\"";

  private MetaJson() {}

  static byte[] write(BlockMeta meta) {
    ObjectNode root = JSON.createObjectNode();
    root.put("format", BlockLayout.FORMAT_VERSION);
    root.put("tenant", meta.header().tenant());
    root.put("id", meta.header().id());
    root.put("created", meta.header().created());
    root.putObject("arrival")
        .put("earliest", meta.header().earliestArrival())
        .put("latest", meta.header().latestArrival());
    write(meta.times(), root.putObject("times"));
    root.put("spans", meta.spans())
        .put("events", meta.events())
        .put("links", meta.links())
        .put("traces", meta.traces())
        .put("splitTraces", meta.splitTraces());
    if (meta.services() != null) {
      ArrayNode services = root.putArray("services");
      meta.services().forEach(services::add);
    }
    ArrayNode segments = root.putArray("segments");
    for (BlockMeta.SegmentMeta segment : meta.segments()) {
      ObjectNode node = segments.addObject();
      write(segment.times(), node.putObject("times"));
      node.put("firstSpan", segment.firstSpan())
          .put("spans", segment.spans())
          .put("firstTrace", segment.firstTrace())
          .put("traces", segment.traces())
          .put("firstEvent", segment.firstEvent())
          .put("events", segment.events())
          .put("firstLink", segment.firstLink())
          .put("links", segment.links());
    }
    ArrayNode files = root.putArray("files");
    for (BlockMeta.FileMeta file : meta.files()) {
      ObjectNode node = files.addObject();
      node.put("name", file.name())
          .put("bytes", file.tail().fileBytes())
          .put("tailOffset", file.tail().offset())
          .put("tailCrc32c", hex(file.tail().checksum()));
      ObjectNode columns = node.putObject("columnBytes");
      file.columnBytes().forEach(columns::put);
    }
    String text = root.toString();
    String checked = text.substring(0, text.length() - 1);
    byte[] bytes = checked.getBytes(StandardCharsets.UTF_8);
    return (checked + CHECKSUM + hex(checksum(bytes, bytes.length)) + "\"}\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  /// Reads what {@link #write} wrote.
  ///
  /// @throws IOException where it is damaged or of a later version
  static BlockMeta read(byte[] bytes) throws IOException {
    String text = new String(bytes, StandardCharsets.UTF_8);
    int end = text.lastIndexOf(CHECKSUM);
    if (end < 0) {
      throw new DamagedMetaException("no checksum");
    }
    byte[] checked = text.substring(0, end).getBytes(StandardCharsets.UTF_8);
    String wanted = hex(checksum(checked, checked.length)) + "\"}\n";
    if (!text.substring(end + CHECKSUM.length()).equals(wanted)) {
      throw new DamagedMetaException("damaged: checksum");
    }
    JsonNode root = JSON.readTree(text);
    if (root.path("format").asInt() != BlockLayout.FORMAT_VERSION) {
      throw new IOException(
          "format "
              + root.path("format").asInt()
              + ", this version reads format "
              + BlockLayout.FORMAT_VERSION);
    }
    BlockHeader header =
        new BlockHeader(
            root.path("tenant").asText(),
            root.path("id").asText(),
            root.path("arrival").path("earliest").asLong(),
            root.path("arrival").path("latest").asLong(),
            root.path("created").asLong());
    return new BlockMeta(
        header,
        times(root.path("times")),
        root.path("spans").asLong(),
        root.path("events").asLong(),
        root.path("links").asLong(),
        root.path("traces").asLong(),
        root.path("splitTraces").asLong(),
        services(root.get("services")),
        files(root.path("files")),
        segments(root.path("segments")));
  }

  private static void write(TimeRange times, ObjectNode into) {
    into.put("earliestStart", times.earliestStart())
        .put("latestStart", times.latestStart())
        .put("latestEnd", times.latestEnd());
  }

  private static TimeRange times(JsonNode node) {
    return new TimeRange(
        node.path("earliestStart").asLong(),
        node.path("latestStart").asLong(),
        node.path("latestEnd").asLong());
  }

  private static @Nullable List<String> services(@Nullable JsonNode node) {
    if (node == null) {
      return null;
    }
    List<String> services = new ArrayList<>();
    node.forEach(name -> services.add(name.asText()));
    return List.copyOf(services);
  }

  private static List<BlockMeta.FileMeta> files(JsonNode nodes) {
    List<BlockMeta.FileMeta> files = new ArrayList<>();
    for (JsonNode node : nodes) {
      Map<String, Long> columns = new LinkedHashMap<>();
      node.path("columnBytes")
          .properties()
          .forEach(column -> columns.put(column.getKey(), column.getValue().asLong()));
      files.add(
          new BlockMeta.FileMeta(
              node.path("name").asText(),
              new FileTail(
                  node.path("bytes").asLong(),
                  node.path("tailOffset").asLong(),
                  Integer.parseUnsignedInt(node.path("tailCrc32c").asText(), 16)),
              columns));
    }
    return List.copyOf(files);
  }

  private static List<BlockMeta.SegmentMeta> segments(JsonNode nodes) {
    List<BlockMeta.SegmentMeta> segments = new ArrayList<>();
    for (JsonNode node : nodes) {
      segments.add(
          new BlockMeta.SegmentMeta(
              times(node.path("times")),
              node.path("firstSpan").asInt(),
              node.path("spans").asInt(),
              node.path("firstTrace").asInt(),
              node.path("traces").asInt(),
              node.path("firstEvent").asInt(),
              node.path("events").asInt(),
              node.path("firstLink").asInt(),
              node.path("links").asInt()));
    }
    return List.copyOf(segments);
  }

  private static int checksum(byte[] bytes, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, 0, length);
    return (int) checksum.getValue();
  }

  private static String hex(int value) {
    return "%08x".formatted(value);
  }
}
