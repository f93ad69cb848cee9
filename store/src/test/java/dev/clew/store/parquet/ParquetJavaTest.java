package dev.clew.store.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.store.disk.Disk;
import dev.clew.store.disk.LocalDisk;
import dev.clew.store.disk.ReadableFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// parquet-java reads what we write, value by value.
class ParquetJavaTest {
  private final Disk disk = new LocalDisk();

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void readsTheSame(long seed) throws IOException {
    Random random = new Random(seed);
    RandomColumns columns = new RandomColumns(random);
    List<ColumnSpec> specs = columns.specs(10);
    Path path = directory.resolve("file.parquet");
    FileTail tail;
    try (ParquetFileWriter writer = new ParquetFileWriter(disk, path, specs)) {
      for (int rows : new int[] {900, 1, 5_000}) {
        writer.beginRowGroup(columns.cuts(rows));
        for (ColumnSpec spec : specs) {
          writer.write(columns.data(spec, rows));
        }
      }
      tail = writer.finish(Map.of());
    }
    List<List<String>> ours = ours(ParquetFile.open(disk, path, tail));

    List<List<String>> theirs = new ArrayList<>();
    // Not by a Hadoop path: Hadoop's file systems need a security manager.
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(path))) {
      MessageType schema = reader.getFileMetaData().getSchema();
      MessageColumnIO columnIo = new ColumnIOFactory().getColumnIO(schema);
      for (PageReadStore pages; (pages = reader.readNextRowGroup()) != null; ) {
        RecordReader<Group> records =
            columnIo.getRecordReader(pages, new GroupRecordConverter(schema));
        for (long i = 0; i < pages.getRowCount(); i++) {
          theirs.add(row(records.read(), specs));
        }
      }
    }

    assertThat(theirs).as("seed %d", seed).isEqualTo(ours);
  }

  private static List<String> row(Group row, List<ColumnSpec> specs) {
    List<String> values = new ArrayList<>();
    for (int c = 0; c < specs.size(); c++) {
      ColumnSpec spec = specs.get(c);
      if (row.getFieldRepetitionCount(c) == 0) {
        values.add(null);
      } else if (spec.list()) {
        Group list = row.getGroup(c, 0);
        List<String> elements = new ArrayList<>();
        for (int i = 0; i < list.getFieldRepetitionCount(0); i++) {
          elements.add(value(list.getGroup(0, i), 0, spec.type()));
        }
        values.add(elements.toString());
      } else {
        values.add(value(row, c, spec.type()));
      }
    }
    return values;
  }

  private static String value(Group group, int field, ColumnType type) {
    return switch (type) {
      case STRING, BINARY, FIXED8, FIXED16 ->
          HexFormat.of().formatHex(group.getBinary(field, 0).getBytes());
      case INT64, TIMESTAMP -> Long.toString(group.getLong(field, 0));
      case DOUBLE -> Double.toString(group.getDouble(field, 0));
      case BOOLEAN -> Boolean.toString(group.getBoolean(field, 0));
    };
  }

  private static List<List<String>> ours(ParquetFile file) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    try (ReadableFile in = file.openFile()) {
      for (int g = 0; g < file.rowGroupCount(); g++) {
        int base = rows.size();
        for (int i = 0; i < file.rowCount(g); i++) {
          rows.add(new ArrayList<>(Arrays.asList(new String[file.columns().size()])));
        }
        for (int c = 0; c < file.columns().size(); c++) {
          ColumnSpec spec = file.columns().get(c);
          ColumnData data = file.read(in, g, c, file.dictionary(in, g, c));
          for (int e = 0; e < data.count(); e++) {
            List<String> elements = new ArrayList<>();
            for (int i = data.elementOf(e); i < data.elementOf(e + 1); i++) {
              elements.add(ParquetRoundTripTest.element(spec.type(), data, i));
            }
            rows.get(base + data.row(e))
                .set(c, spec.list() ? elements.toString() : elements.getFirst());
          }
        }
      }
    }
    return rows;
  }
}
