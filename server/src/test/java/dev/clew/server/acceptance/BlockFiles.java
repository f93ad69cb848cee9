package dev.clew.server.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The span files of a data folder that count, so those that its newest manifest names, as DuckDB
/// reads them.
final class BlockFiles implements AutoCloseable {
  private final Connection duck;
  private final String spans;
  private final long manifestNumber;

  private BlockFiles(Connection duck, String spans, long manifestNumber) {
    this.duck = duck;
    this.spans = spans;
    this.manifestNumber = manifestNumber;
  }

  static BlockFiles open(Path data) throws IOException, SQLException {
    JsonNode manifest = newestManifest(data);
    List<Path> files = new ArrayList<>();
    for (JsonNode block : manifest.path("blocks")) {
      files.add(
          data.resolve("blocks")
              .resolve(block.path("tenant").asText())
              .resolve(block.path("id").asText())
              .resolve("spans.parquet"));
    }
    String list = files.stream().map(file -> "'" + file + "'").collect(Collectors.joining(", "));
    return new BlockFiles(
        DriverManager.getConnection("jdbc:duckdb:"),
        "read_parquet([" + list + "], union_by_name = true)",
        manifest.path("number").asLong());
  }

  private static JsonNode newestManifest(Path data) throws IOException {
    try (Stream<Path> files = Files.list(data)) {
      Path newest =
          files
              .filter(file -> file.getFileName().toString().matches("manifest-\\d+\\.json"))
              .max(Comparator.comparingLong(BlockFiles::number))
              .orElseThrow(() -> new AssertionError("no manifest in " + data));
      return new ObjectMapper().readTree(newest.toFile());
    }
  }

  private static long number(Path manifest) {
    return Long.parseLong(manifest.getFileName().toString().replaceAll("\\D", ""));
  }

  /// How many times what is stored changed; each generation that was built is one change.
  long manifestNumber() {
    return manifestNumber;
  }

  /// The number of spans for which an SQL condition holds.
  long count(String condition) throws SQLException {
    return number("SELECT count(*) FROM " + spans + " WHERE " + condition);
  }

  /// The number of different spans, told by their ids.
  long distinct(String condition) throws SQLException {
    return number(
        "SELECT count(*) FROM (SELECT DISTINCT \"trace:id\", \"span:id\" FROM "
            + spans
            + " WHERE "
            + condition
            + ")");
  }

  private long number(String sql) throws SQLException {
    try (Statement statement = duck.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getLong(1);
    }
  }

  @Override
  public void close() throws SQLException {
    duck.close();
  }
}
