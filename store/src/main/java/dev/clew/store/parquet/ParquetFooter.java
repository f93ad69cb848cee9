package dev.clew.store.parquet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.OffsetIndex;
import org.apache.parquet.format.PageLocation;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Statistics;
import org.apache.parquet.format.Util;
import org.jspecify.annotations.Nullable;

/// The footer of a file, checked: every offset lies where pages can be.
final class ParquetFooter {
  private final List<ColumnSpec> columns;
  private final Map<String, Integer> indexes = new HashMap<>();
  private final Map<String, String> metadata = new LinkedHashMap<>();
  private final int[] rowCounts;
  private final ChunkMeta[][] chunks;
  private final FileTail tail;

  /// Of each chunk its pages, once they were asked for. Threads may parse the same twice.
  private final AtomicReferenceArray<PageIndex> pages;

  private ParquetFooter(FileMetaData footer, FileTail tail) {
    this.tail = tail;
    columns = List.copyOf(ParquetSchema.columns(RequiredField.of(footer.getSchema(), "schema")));
    for (int i = 0; i < columns.size(); i++) {
      indexes.put(columns.get(i).name(), i);
    }
    List<KeyValue> pairs = footer.getKey_value_metadata();
    for (KeyValue pair : pairs == null ? List.<KeyValue>of() : pairs) {
      metadata.put(
          RequiredField.of(pair.getKey(), "key"), RequiredField.of(pair.getValue(), "value"));
    }
    List<RowGroup> groups = RequiredField.of(footer.getRow_groups(), "row groups");
    rowCounts = new int[groups.size()];
    pages = new AtomicReferenceArray<>(rowCounts.length * columns.size());
    chunks = new ChunkMeta[rowCounts.length][];
    for (int g = 0; g < rowCounts.length; g++) {
      RowGroup group = groups.get(g);
      List<ColumnChunk> stored = RequiredField.of(group.getColumns(), "columns");
      if (group.getNum_rows() < 0
          || group.getNum_rows() > Integer.MAX_VALUE
          || stored.size() != columns.size()) {
        throw new MalformedPageException("row group " + g);
      }
      rowCounts[g] = (int) group.getNum_rows();
      List<ChunkMeta> metas = new ArrayList<>();
      for (int c = 0; c < columns.size(); c++) {
        metas.add(chunk(columns.get(c), stored.get(c)));
      }
      chunks[g] = metas.toArray(ChunkMeta[]::new);
    }
  }

  static ParquetFooter read(byte[] bytes, int from, int length, FileTail tail) throws IOException {
    return new ParquetFooter(
        Util.readFileMetaData(new ByteArrayInputStream(bytes, from, length)), tail);
  }

  List<ColumnSpec> columns() {
    return columns;
  }

  Map<String, String> metadata() {
    return metadata;
  }

  int rowGroupCount() {
    return rowCounts.length;
  }

  int rowCount(int rowGroup) {
    return rowCounts[rowGroup];
  }

  int indexOf(String column) {
    return indexes.getOrDefault(column, -1);
  }

  ChunkMeta chunk(int rowGroup, int column) {
    return chunks[rowGroup][column];
  }

  /// The offset index of a chunk.
  PageIndex pages(int rowGroup, int column, byte[] tailBytes) {
    int place = rowGroup * columns.size() + column;
    PageIndex known = pages.get(place);
    if (known == null) {
      known = parsePages(rowGroup, column, tailBytes);
      pages.set(place, known);
    }
    return known;
  }

  private PageIndex parsePages(int rowGroup, int column, byte[] tailBytes) {
    ChunkMeta chunk = chunks[rowGroup][column];
    OffsetIndex index;
    try {
      index =
          Util.readOffsetIndex(
              new ByteArrayInputStream(
                  tailBytes, (int) (chunk.indexOffset() - tail.offset()), chunk.indexLength()));
    } catch (IOException e) {
      throw new MalformedPageException("offset index: " + e.getMessage());
    }
    List<PageLocation> locations = RequiredField.of(index.getPage_locations(), "pages");
    int count = locations.size();
    long[] offsets = new long[count];
    int[] lengths = new int[count];
    int[] firstRows = new int[count + 1];
    firstRows[count] = rowCounts[rowGroup];
    for (int i = 0; i < count; i++) {
      PageLocation page = locations.get(i);
      offsets[i] = page.getOffset();
      lengths[i] = page.getCompressed_page_size();
      firstRows[i] = (int) page.getFirst_row_index();
    }
    return new PageIndex(offsets, lengths, firstRows);
  }

  private ChunkMeta chunk(ColumnSpec spec, ColumnChunk chunk) {
    ColumnMetaData meta = RequiredField.of(chunk.getMeta_data(), "column metadata");
    Statistics statistics = RequiredField.of(meta.getStatistics(), "statistics");
    boolean coded = meta.isSetDictionary_page_offset();
    long offset = coded ? meta.getDictionary_page_offset() : meta.getData_page_offset();
    long end = offset + meta.getTotal_compressed_size();
    long index = chunk.getOffset_index_offset();
    if (offset < 4
        || meta.getData_page_offset() < offset
        || meta.getData_page_offset() > end
        || end > tail.offset()
        || index < tail.offset()
        || index + chunk.getOffset_index_length() > tail.fileBytes()) {
      throw new MalformedPageException("offsets of column '" + spec.name() + "'");
    }
    CompressionCodec codec = meta.getCodec();
    if (codec != CompressionCodec.ZSTD && codec != CompressionCodec.UNCOMPRESSED) {
      throw new MalformedPageException("codec " + codec + " of column '" + spec.name() + "'");
    }
    Encoding encoding = RequiredField.of(meta.getEncodings(), "encodings").getFirst();
    return new ChunkMeta(
        encoding,
        codec == CompressionCodec.ZSTD,
        offset,
        end - offset,
        coded ? meta.getData_page_offset() - offset : 0,
        index,
        chunk.getOffset_index_length(),
        meta.isSetBloom_filter_offset() ? meta.getBloom_filter_offset() : 0,
        meta.getBloom_filter_length(),
        statistics.getNull_count(),
        bounds(spec.type(), statistics));
  }

  private static long @Nullable [] bounds(ColumnType type, Statistics statistics) {
    if (type != ColumnType.INT64 && type != ColumnType.TIMESTAMP) {
      return null;
    }
    byte[] min = statistics.getMin_value();
    byte[] max = statistics.getMax_value();
    if (min == null || max == null || min.length != 8 || max.length != 8) {
      return null;
    }
    return new long[] {(long) ByteSink.LONGS.get(min, 0), (long) ByteSink.LONGS.get(max, 0)};
  }
}
