package dev.clew.store.parquet;

import dev.clew.store.disk.Disk;
import dev.clew.store.disk.WritableFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.parquet.format.BloomFilterAlgorithm;
import org.apache.parquet.format.BloomFilterCompression;
import org.apache.parquet.format.BloomFilterHash;
import org.apache.parquet.format.BloomFilterHeader;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.ColumnOrder;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.OffsetIndex;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SplitBlockAlgorithm;
import org.apache.parquet.format.TypeDefinedOrder;
import org.apache.parquet.format.Uncompressed;
import org.apache.parquet.format.Util;
import org.apache.parquet.format.XxHash;

/// Writes one Parquet file: row groups one after another, in each all columns in the order of the
/// schema, then {@link #finish}. Not thread-safe.
///
/// Pages are `DATA_PAGE` of version 1 with checksums, so that zstd takes the levels too.
public final class ParquetFileWriter implements AutoCloseable {
  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

  private final List<ColumnSpec> columns;
  private final WritableFile file;
  private final FileSink out;
  private final ColumnChunkWriter chunks = new ColumnChunkWriter();
  private final List<RowGroup> rowGroups = new ArrayList<>();
  private final List<Written> written = new ArrayList<>();
  private final List<PendingFilter> filters = new ArrayList<>();
  private final long[] columnBytes;
  private int[] cuts = new int[0];
  private int nextColumn;
  private long rows;

  private record Written(ColumnChunk chunk, ColumnMetaData meta, OffsetIndex index) {}

  private record PendingFilter(ColumnMetaData meta, BloomFilter filter) {}

  /// Makes the file.
  ///
  /// @throws java.nio.file.FileAlreadyExistsException where there is one of that name
  public ParquetFileWriter(Disk disk, Path path, List<ColumnSpec> columns) throws IOException {
    this.columns = List.copyOf(columns);
    columnBytes = new long[columns.size()];
    file = disk.create(path);
    out = new FileSink(file);
    out.buffer().write(MAGIC, 0, MAGIC.length);
  }

  /// Begins the next row group.
  ///
  /// @param pageCuts first rows of its pages, ascending from 0, and its row count at the end; pages
  ///     of sparse columns pass over some
  public void beginRowGroup(int[] pageCuts) {
    cuts = pageCuts;
    nextColumn = 0;
    int count = cuts[cuts.length - 1];
    rowGroups.add(new RowGroup(new ArrayList<>(), 0, count).setFile_offset(out.position()));
    rows += count;
  }

  /// Writes the next column of the row group.
  public void write(ColumnData data) throws IOException {
    RowGroup group = rowGroups.getLast();
    int column = nextColumn++;
    ColumnSpec spec = columns.get(column);
    ColumnChunkWriter.Chunk result = chunks.write(spec, data, cuts, out);
    ColumnMetaData meta = result.meta();
    meta.setPath_in_schema(ParquetSchema.path(spec));
    ColumnChunk chunk = new ColumnChunk(0);
    chunk.setMeta_data(meta);
    group.addToColumns(chunk);
    group.setTotal_byte_size(group.getTotal_byte_size() + meta.getTotal_uncompressed_size());
    group.setTotal_compressed_size(
        group.getTotal_compressed_size() + meta.getTotal_compressed_size());
    written.add(new Written(chunk, meta, result.index()));
    columnBytes[column] += meta.getTotal_compressed_size();
  }

  /// Gives the column that was written last a bloom filter.
  public void bloomFilter(BloomFilter filter) {
    filters.add(new PendingFilter(written.getLast().meta, filter));
  }

  /// Bytes of pages that each column has in all row groups.
  public long[] columnBytes() {
    return columnBytes.clone();
  }

  /// Ends and syncs the file.
  ///
  /// @param metadata key-value pairs for the footer
  public FileTail finish(Map<String, String> metadata) throws IOException {
    out.flush();
    long tail = out.position();
    ByteSink buffer = out.buffer();
    for (PendingFilter pending : filters) {
      long from = out.position();
      BloomFilterHeader header =
          new BloomFilterHeader(
              pending.filter.byteSize(),
              BloomFilterAlgorithm.BLOCK(new SplitBlockAlgorithm()),
              BloomFilterHash.XXHASH(new XxHash()),
              BloomFilterCompression.UNCOMPRESSED(new Uncompressed()));
      Util.writeBloomFilterHeader(header, buffer);
      for (int word : pending.filter.words()) {
        buffer.writeInt(word);
      }
      pending.meta.setBloom_filter_offset(from);
      pending.meta.setBloom_filter_length((int) (out.position() - from));
    }
    for (Written one : written) {
      long from = out.position();
      Util.writeOffsetIndex(one.index, buffer);
      one.chunk.setOffset_index_offset(from);
      one.chunk.setOffset_index_length((int) (out.position() - from));
    }
    long footer = out.position();
    Util.writeFileMetaData(footer(metadata), buffer);
    buffer.writeInt((int) (out.position() - footer));
    buffer.write(MAGIC, 0, MAGIC.length);
    int checksum = out.flushTail();
    file.sync();
    return new FileTail(out.position(), tail, checksum);
  }

  private FileMetaData footer(Map<String, String> metadata) {
    FileMetaData footer =
        new FileMetaData(2, ParquetSchema.elements(columns), rows, rowGroups)
            .setCreated_by("clew version 1 (build 1)");
    for (Map.Entry<String, String> entry : metadata.entrySet()) {
      footer.addToKey_value_metadata(new KeyValue(entry.getKey()).setValue(entry.getValue()));
    }
    for (int i = 0; i < columns.size(); i++) {
      footer.addToColumn_orders(ColumnOrder.TYPE_ORDER(new TypeDefinedOrder()));
    }
    return footer;
  }

  @Override
  public void close() throws IOException {
    chunks.close();
    file.close();
  }
}
