package dev.clew.store.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.model.Dictionary;
import dev.clew.store.disk.Disk;
import dev.clew.store.disk.LocalDisk;
import dev.clew.store.disk.ReadableFile;
import dev.clew.store.segment.SegmentReadException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParquetRoundTripTest {
  private final Disk disk = new LocalDisk();

  @TempDir Path directory;

  private record Written(
      Path path, FileTail tail, List<ColumnSpec> specs, List<ColumnData[]> data) {}

  private Written write(Random random, int... groupRows) throws IOException {
    RandomColumns columns = new RandomColumns(random);
    List<ColumnSpec> specs = columns.specs(12);
    Path path = directory.resolve("file-" + random.nextInt(1 << 30) + ".parquet");
    List<ColumnData[]> data = new ArrayList<>();
    try (ParquetFileWriter writer = new ParquetFileWriter(disk, path, specs)) {
      for (int rows : groupRows) {
        writer.beginRowGroup(columns.cuts(rows));
        ColumnData[] group = new ColumnData[specs.size()];
        for (int c = 0; c < group.length; c++) {
          group[c] = columns.data(specs.get(c), rows);
          writer.write(group[c]);
        }
        data.add(group);
      }
      return new Written(path, writer.finish(Map.of("key", "value")), specs, data);
    }
  }

  /// The values of a column row by row, as text; null where there is none.
  private static List<String> rows(ColumnSpec spec, ColumnData data) {
    String[] rows = new String[data.rowCount()];
    for (int e = 0; e < data.count(); e++) {
      if (spec.list()) {
        List<String> list = new ArrayList<>();
        for (int i = data.elementOf(e); i < data.elementOf(e + 1); i++) {
          list.add(element(spec.type(), data, i));
        }
        rows[data.row(e)] = list.toString();
      } else {
        rows[data.row(e)] = element(spec.type(), data, e);
      }
    }
    return Arrays.asList(rows);
  }

  static String element(ColumnType type, ColumnData data, int i) {
    return switch (type) {
      case STRING, BINARY -> HexFormat.of().formatHex(data.requireDictionary().bytes(data.code(i)));
      case INT64, TIMESTAMP -> Long.toString(data.words()[i]);
      case DOUBLE -> Double.toString(Double.longBitsToDouble(data.words()[i]));
      case BOOLEAN -> Boolean.toString(data.words()[i] == 1);
      case FIXED8 -> HexFormat.of().toHexDigits(data.words()[i]);
      case FIXED16 ->
          HexFormat.of().toHexDigits(data.words()[i]) + HexFormat.of().toHexDigits(data.lows()[i]);
    };
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void everyColumnComesBack(long seed) throws IOException {
    Written written = write(new Random(seed), 20_000, 1, 7, 3_000);
    ParquetFile file = ParquetFile.open(disk, written.path, written.tail);
    assertThat(file.columns()).isEqualTo(written.specs);
    assertThat(file.metadata()).containsEntry("key", "value");
    try (ReadableFile in = file.openFile()) {
      for (int g = 0; g < written.data.size(); g++) {
        for (int c = 0; c < written.specs.size(); c++) {
          Dictionary dictionary = file.dictionary(in, g, c);
          ColumnData data = file.read(in, g, c, dictionary);
          assertThat(rows(written.specs.get(c), data))
              .as("seed %d, group %d, column %d", seed, g, c)
              .isEqualTo(rows(written.specs.get(c), written.data.get(g)[c]));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14, 15})
  void pagesOfSomeRowsHaveTheirValues(long seed) throws IOException {
    Random random = new Random(seed);
    Written written = write(random, 20_000);
    ParquetFile file = ParquetFile.open(disk, written.path, written.tail);
    int[] wanted = random.ints(5, 0, 20_000).sorted().distinct().toArray();
    try (ReadableFile in = file.openFile()) {
      for (int c = 0; c < written.specs.size(); c++) {
        ColumnSpec spec = written.specs.get(c);
        ColumnData data = file.readRows(in, 0, c, file.dictionary(in, 0, c), wanted);
        List<String> found = rows(spec, data);
        List<String> expected = rows(spec, written.data.getFirst()[c]);
        for (int row : wanted) {
          assertThat(found.get(row))
              .as("seed %d, column %d, row %d", seed, c, row)
              .isEqualTo(expected.get(row));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23, 24, 25, 26, 27, 28})
  void duckDbReadsTheSame(long seed) throws IOException, SQLException {
    Written written = write(new Random(seed), 5_000, 3, 1_200);
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      for (int c = 0; c < written.specs.size(); c++) {
        ColumnSpec spec = written.specs.get(c);
        List<String> expected = new ArrayList<>();
        for (ColumnData[] group : written.data) {
          expected.addAll(rows(spec, group[c]));
        }
        String element =
            switch (spec.type()) {
              case STRING -> "lower(hex(encode(x)))";
              case BINARY, FIXED8, FIXED16 -> "lower(hex(x))";
              case TIMESTAMP -> "epoch_ns(x)::VARCHAR";
              case INT64, BOOLEAN -> "x::VARCHAR";
              case DOUBLE -> "x";
            };
        String column = "\"" + spec.name() + "\"";
        String sql =
            spec.list()
                ? "list_transform(" + column + ", lambda x: " + element + ")"
                : element.replace("x)", column + ")").replaceFirst("^x", column);
        try (ResultSet rows =
            statement.executeQuery(
                "SELECT " + sql + " FROM read_parquet('" + written.path + "')")) {
          List<String> found = new ArrayList<>();
          while (rows.next()) {
            Object value = spec.list() ? rows.getArray(1) : rows.getObject(1);
            found.add(
                value == null
                    ? null
                    : spec.list()
                        ? Arrays.toString((Object[]) rows.getArray(1).getArray())
                        : value.toString());
          }
          assertThat(found).as("seed %d, %s, %s", seed, spec, written.path).isEqualTo(expected);
        }
      }
    }
  }

  @Test
  void bloomFilterForgetsNothingAndDuckDbReadsIt() throws IOException, SQLException {
    Random random = new Random(31);
    long[] highs = random.longs(5_000).toArray();
    long[] lows = random.longs(5_000).toArray();
    BloomFilter filter = BloomFilter.forValues(highs.length);
    for (int i = 0; i < highs.length; i++) {
      filter.add(highs[i], lows[i]);
    }
    Path path = directory.resolve("ids.parquet");
    FileTail tail;
    try (ParquetFileWriter writer =
        new ParquetFileWriter(disk, path, List.of(ColumnSpec.required("id", ColumnType.FIXED16)))) {
      writer.beginRowGroup(new int[] {0, highs.length});
      writer.write(ColumnData.ofPairs(highs.length, highs, lows));
      writer.bloomFilter(filter);
      tail = writer.finish(Map.of());
    }
    BloomFilter read = ParquetFile.open(disk, path, tail).bloomFilter(0, 0);
    int wrong = 0;
    for (int i = 0; i < highs.length; i++) {
      assertThat(read.mayContain(highs[i], lows[i])).isTrue();
      wrong += read.mayContain(random.nextLong(), random.nextLong()) ? 1 : 0;
    }
    assertThat(wrong).isLessThan(50);
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      for (int i = 0; i < 20; i++) {
        String hex = new BigInteger(1, bytes(highs[i], lows[i])).toString(16);
        String id = "0".repeat(32 - hex.length()) + hex;
        try (ResultSet found =
            statement.executeQuery(
                "SELECT bloom_filter_excludes FROM parquet_bloom_probe('"
                    + path
                    + "', 'id', unhex('"
                    + id
                    + "'))")) {
          assertThat(found.next()).isTrue();
          assertThat(found.getBoolean(1)).isFalse();
        }
      }
    }
  }

  private static byte[] bytes(long high, long low) {
    return java.nio.ByteBuffer.allocate(16).putLong(high).putLong(low).array();
  }

  @Test
  void aFlippedBitIsFoundOrHarmless() throws IOException {
    Random random = new Random(41);
    Written written = write(random, 4_000, 50);
    byte[] sound = Files.readAllBytes(written.path);
    int found = 0;
    int tried = 600;
    for (int t = 0; t < tried; t++) {
      byte[] damaged = sound.clone();
      int at = 4 + random.nextInt(damaged.length - 4);
      damaged[at] ^= (byte) (1 << random.nextInt(8));
      Files.write(written.path, damaged);
      try {
        ParquetFile file = ParquetFile.open(disk, written.path, written.tail);
        try (ReadableFile in = file.openFile()) {
          for (int g = 0; g < 2; g++) {
            for (int c = 0; c < written.specs.size(); c++) {
              ColumnData data = file.read(in, g, c, file.dictionary(in, g, c));
              assertThat(rows(written.specs.get(c), data))
                  .as("bit of byte %d", at)
                  .isEqualTo(rows(written.specs.get(c), written.data.get(g)[c]));
            }
          }
        }
      } catch (SegmentReadException e) {
        assertThat(e).hasMessageContaining(written.path.toString());
        found++;
      }
    }
    assertThat(found).isGreaterThan(tried * 9 / 10);
  }

  @Test
  void aFileCutShortIsNamed() throws IOException {
    Written written = write(new Random(51), 100);
    byte[] sound = Files.readAllBytes(written.path);
    Files.write(written.path, Arrays.copyOf(sound, sound.length - 1));
    assertThatThrownBy(() -> ParquetFile.open(disk, written.path, written.tail))
        .isInstanceOf(SegmentReadException.class)
        .hasMessageContaining(written.path + " has " + (sound.length - 1) + " bytes");
  }
}
