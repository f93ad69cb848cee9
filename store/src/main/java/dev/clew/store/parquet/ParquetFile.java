package dev.clew.store.parquet;

import dev.clew.model.Dictionary;
import dev.clew.store.disk.Disk;
import dev.clew.store.disk.ReadableFile;
import dev.clew.store.segment.SegmentReadException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import org.apache.parquet.format.BloomFilterHeader;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;
import org.jspecify.annotations.Nullable;

/// A Parquet file that {@link ParquetFileWriter} wrote: its footer in memory, its pages on disk.
/// Immutable and safe for use by several threads; no file is held open between calls.
///
/// Nothing damaged is read for sound: the tail has a checksum, each page has one, and each page
/// header must say what the tail says. Every failure is a {@link SegmentReadException} that names
/// the file, and the column and offset where there is one.
public final class ParquetFile {
  private final Disk disk;
  private final Path path;
  private final FileTail tail;
  private final byte[] tailBytes;
  private final ParquetFooter footer;

  private ParquetFile(Disk disk, Path path, FileTail tail, byte[] tailBytes, ParquetFooter footer) {
    this.disk = disk;
    this.path = path;
    this.tail = tail;
    this.tailBytes = tailBytes;
    this.footer = footer;
  }

  /// Reads the footer.
  public static ParquetFile open(Disk disk, Path path, FileTail tail) {
    try (ReadableFile file = disk.open(path)) {
      if (file.size() != tail.fileBytes()) {
        throw new SegmentReadException(
            path + " has " + file.size() + " bytes, not " + tail.fileBytes());
      }
      long length = tail.fileBytes() - tail.offset();
      if (tail.offset() < 4 || length < 12 || length > 1 << 30) {
        throw new SegmentReadException(path + " cannot have a tail of " + length + " bytes");
      }
      byte[] bytes = new byte[(int) length];
      file.read(tail.offset(), ByteBuffer.wrap(bytes));
      CRC32C checksum = new CRC32C();
      checksum.update(bytes);
      if ((int) checksum.getValue() != tail.checksum()) {
        throw new SegmentReadException(
            path + " is damaged at or after offset " + tail.offset() + ": checksum of its tail");
      }
      int footerLength = (int) ByteSink.INTS.get(bytes, bytes.length - 8);
      int from = bytes.length - 8 - footerLength;
      if (footerLength < 0 || from < 0) {
        throw new SegmentReadException(path + " has a footer of " + footerLength + " bytes");
      }
      ParquetFooter footer = ParquetFooter.read(bytes, from, footerLength, tail);
      return new ParquetFile(disk, path, tail, bytes, footer);
    } catch (IOException | MalformedPageException e) {
      throw new SegmentReadException("cannot read " + path + ": " + e.getMessage(), e);
    }
  }

  public Path path() {
    return path;
  }

  /// Where the pages end.
  public long tailOffset() {
    return tail.offset();
  }

  public List<ColumnSpec> columns() {
    return footer.columns();
  }

  /// The footer's key-value pairs.
  public Map<String, String> metadata() {
    return footer.metadata();
  }

  public int rowGroupCount() {
    return footer.rowGroupCount();
  }

  public int rowCount(int rowGroup) {
    return footer.rowCount(rowGroup);
  }

  /// Bytes of memory, near enough for a cache.
  public long memoryBytes() {
    return tailBytes.length * 3L + 1024;
  }

  /// Where a column is among {@link #columns()}, or -1.
  public int indexOf(String column) {
    return footer.indexOf(column);
  }

  /// Opens the file for the methods below.
  public ReadableFile openFile() {
    try {
      return disk.open(path);
    } catch (IOException e) {
      throw new SegmentReadException("cannot open " + path + ": " + e.getMessage(), e);
    }
  }

  /// Smallest and largest word of an integer column, or null where there is none.
  public long @Nullable [] bounds(int rowGroup, int column) {
    return footer.chunk(rowGroup, column).bounds();
  }

  /// How many rows have no value in a column.
  public long nullCount(int rowGroup, int column) {
    return footer.chunk(rowGroup, column).nullCount();
  }

  /// The bloom filter of a column.
  public BloomFilter bloomFilter(int rowGroup, int column) {
    ChunkMeta chunk = footer.chunk(rowGroup, column);
    long from = chunk.bloomOffset() - tail.offset();
    try {
      if (from < 0 || from + chunk.bloomLength() > tailBytes.length) {
        throw new MalformedPageException("no bloom filter in the tail");
      }
      ByteArrayInputStream in =
          new ByteArrayInputStream(tailBytes, (int) from, chunk.bloomLength());
      BloomFilterHeader header = Util.readBloomFilterHeader(in);
      if (header.getNumBytes() != in.available() || header.getNumBytes() % 32 != 0) {
        throw new MalformedPageException("bloom filter of " + header.getNumBytes() + " bytes");
      }
      int[] words = new int[header.getNumBytes() / 4];
      int at = (int) from + chunk.bloomLength() - header.getNumBytes();
      for (int i = 0; i < words.length; i++) {
        words[i] = (int) ByteSink.INTS.get(tailBytes, at + 4 * i);
      }
      return new BloomFilter(words);
    } catch (IOException | RuntimeException e) {
      throw failed(column, chunk.bloomOffset(), e);
    }
  }

  /// The dictionary of a column chunk of strings or bytes, or null where it has none.
  public @Nullable Dictionary dictionary(ReadableFile file, int rowGroup, int column) {
    ChunkMeta chunk = footer.chunk(rowGroup, column);
    if (chunk.dictionaryLength() == 0 || !columns().get(column).type().isCoded()) {
      return null;
    }
    try {
      Page page = dictionaryPage(file, chunk);
      return ValueDecoder.entries(page.body(), page.count());
    } catch (IOException | RuntimeException e) {
      throw failed(column, chunk.offset(), e);
    }
  }

  /// Reads a whole column chunk.
  ///
  /// @param dictionary what {@link #dictionary} gave for it
  public ColumnData read(
      ReadableFile file, int rowGroup, int column, @Nullable Dictionary dictionary) {
    int[] all = new int[footer.pages(rowGroup, column, tailBytes).count()];
    Arrays.setAll(all, i -> i);
    return read(file, rowGroup, column, dictionary, all);
  }

  /// Reads those pages of a column chunk that hold some rows.
  ///
  /// @param rows of the row group, ascending
  /// @param dictionary what {@link #dictionary} gave for it
  public ColumnData readRows(
      ReadableFile file, int rowGroup, int column, @Nullable Dictionary dictionary, int[] rows) {
    PageIndex pages = footer.pages(rowGroup, column, tailBytes);
    int[] wanted = new int[pages.count()];
    int count = 0;
    for (int row : rows) {
      int page = pages.pageOf(row);
      if (count == 0 || wanted[count - 1] != page) {
        wanted[count++] = page;
      }
    }
    return read(file, rowGroup, column, dictionary, Arrays.copyOf(wanted, count));
  }

  private ColumnData read(
      ReadableFile file, int rowGroup, int column, @Nullable Dictionary dictionary, int[] wanted) {
    ChunkMeta chunk = footer.chunk(rowGroup, column);
    ColumnSpec spec = columns().get(column);
    PageIndex pages = footer.pages(rowGroup, column, tailBytes);
    long at = chunk.offset();
    try {
      long maxEntries = Math.max(0, footer.rowCount(rowGroup) - chunk.nullCount());
      ValueDecoder values = new ValueDecoder(spec, chunk.encoding(), (int) maxEntries, dictionary);
      if (chunk.dictionaryLength() > 0 && !spec.type().isCoded()) {
        Page page = dictionaryPage(file, chunk);
        values.setWordDictionary(page.body(), page.count());
      }
      for (int i = 0; i < wanted.length; ) {
        int end = i + 1;
        while (end < wanted.length && wanted[end] == wanted[end - 1] + 1) {
          end++;
        }
        at = pages.offset(wanted[i]);
        byte[] bytes =
            bytes(file, at, pages.offset(wanted[end - 1]) + pages.length(wanted[end - 1]) - at);
        for (; i < end; i++) {
          long from = pages.offset(wanted[i]) - at;
          Page page = page(bytes, (int) from, pages.length(wanted[i]), chunk, false);
          int firstRow = pages.firstRow(wanted[i]);
          int rows = pages.firstRow(wanted[i] + 1) - firstRow;
          values.decode(page.body(), page.count(), firstRow, rows);
        }
      }
      return values.finish(footer.rowCount(rowGroup));
    } catch (IOException | RuntimeException e) {
      throw failed(column, at, e);
    }
  }

  /// @param count values with their levels, or entries of a dictionary
  private record Page(ByteSource body, int count) {}

  private Page dictionaryPage(ReadableFile file, ChunkMeta chunk) throws IOException {
    byte[] bytes = bytes(file, chunk.offset(), chunk.dictionaryLength());
    return page(bytes, 0, bytes.length, chunk, true);
  }

  private byte[] bytes(ReadableFile file, long offset, long length) throws IOException {
    if (length < 0 || length > Integer.MAX_VALUE - 16 || offset + length > tail.offset()) {
      throw new MalformedPageException(length + " bytes from " + offset + " on");
    }
    byte[] bytes = new byte[(int) length];
    file.read(offset, ByteBuffer.wrap(bytes));
    return bytes;
  }

  private static Page page(byte[] bytes, int from, int length, ChunkMeta chunk, boolean dictionary)
      throws IOException {
    ByteArrayInputStream in = new ByteArrayInputStream(bytes, from, length);
    PageHeader header = Util.readPageHeader(in);
    int size = in.available();
    int at = from + length - size;
    CRC32 checksum = new CRC32();
    checksum.update(bytes, at, size);
    if (!header.isSetCrc() || header.getCrc() != (int) checksum.getValue()) {
      throw new MalformedPageException("checksum of a page");
    }
    int raw = header.getUncompressed_page_size();
    int count = dictionary ? dictionaryCount(header) : dataCount(header, chunk);
    if (header.getCompressed_page_size() != size || count < 0) {
      throw new MalformedPageException("page header");
    }
    byte[] body;
    if (chunk.compressed()) {
      body = PageDecompressor.decompress(bytes, at, size, raw);
    } else {
      if (raw != size) {
        throw new MalformedPageException("page of " + raw + " bytes in " + size);
      }
      body = Arrays.copyOfRange(bytes, at, at + size + ByteSource.PADDING);
    }
    return new Page(new ByteSource(body, 0, raw), count);
  }

  private static int dictionaryCount(PageHeader header) {
    DictionaryPageHeader page = header.getDictionary_page_header();
    if (header.getType() != PageType.DICTIONARY_PAGE
        || page == null
        || page.getEncoding() != Encoding.PLAIN) {
      throw new MalformedPageException("no dictionary page");
    }
    return page.getNum_values();
  }

  private static int dataCount(PageHeader header, ChunkMeta chunk) {
    DataPageHeader page = header.getData_page_header();
    if (header.getType() != PageType.DATA_PAGE
        || page == null
        || page.getEncoding() != chunk.encoding()) {
      throw new MalformedPageException("no data page of encoding " + chunk.encoding());
    }
    return page.getNum_values();
  }

  private SegmentReadException failed(int column, long offset, Exception e) {
    if (e instanceof SegmentReadException known) {
      return known;
    }
    return new SegmentReadException(
        "cannot read column '"
            + columns().get(column).name()
            + "' of "
            + path
            + " at offset "
            + offset
            + ": "
            + e.getMessage(),
        e);
  }
}
