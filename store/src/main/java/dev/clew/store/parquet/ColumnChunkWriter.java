package dev.clew.store.parquet;

import dev.clew.model.Dictionary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.OffsetIndex;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageLocation;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;

/// Writes column chunks: chooses dictionary, encoding and codec by size, and cuts pages. Its
/// buffers are kept from chunk to chunk. Not thread-safe.
final class ColumnChunkWriter implements AutoCloseable {
  /// A sparse column goes on over page cuts until its page has so many values.
  private static final int MIN_PAGE_VALUES = 4096;

  private static final int MAX_PAGE_VALUES = 1 << 17;
  private static final int MAX_PAGE_BYTES = 1 << 20;

  private final ChunkDictionary dictionary = new ChunkDictionary();
  private final PageCompressor compressor = new PageCompressor();
  private final ByteSink page = new ByteSink();
  private final CRC32 checksum = new CRC32();
  private byte[] presence = new byte[1 << 12];
  private int[] levels = new int[0];

  /// @param meta complete but for the path
  record Chunk(ColumnMetaData meta, OffsetIndex index) {}

  /// Writes a chunk.
  ///
  /// @param cuts first rows of pages, ascending from 0, and the row count at the end
  Chunk write(ColumnSpec spec, ColumnData data, int[] cuts, FileSink out) throws IOException {
    return new Writing(spec, data, out).write(cuts);
  }

  @Override
  public void close() {
    compressor.close();
  }

  private final class Writing {
    private final ColumnSpec spec;
    private final ColumnData data;
    private final FileSink out;
    private final boolean coded;
    private final DirectEncoding direct;
    private boolean compressed = true;
    private final List<PageLocation> locations = new ArrayList<>();
    private long rawBytes;
    private long levelCount;

    Writing(ColumnSpec spec, ColumnData data, FileSink out) {
      this.spec = spec;
      this.data = data;
      this.out = out;
      coded = dictionary.make(spec.type(), data);
      direct = coded ? DirectEncoding.PLAIN : smallest();
    }

    /// The encoding whose first page is smallest, and whether compressing it is worth the time.
    private DirectEncoding smallest() {
      DirectEncoding best = DirectEncoding.of(spec.type()).getFirst();
      int count = Math.min(data.elementCount(), 20_000);
      long bestBytes = Long.MAX_VALUE;
      if (data.dictionary() != null) {
        count = Math.min(count, elementsWithin(0, count));
      }
      for (DirectEncoding candidate : DirectEncoding.of(spec.type())) {
        page.clear();
        candidate.encode(spec.type(), data, 0, count, page);
        int packed = compressor.compress(page.array(), 0, page.size());
        // An encoding that has to be unpacked and compressed too must earn it.
        boolean worth = packed < page.size() * 0.95;
        int bytes = worth ? packed : page.size();
        if (bytes < bestBytes) {
          bestBytes = bytes;
          best = candidate;
          compressed = worth || spec.nullable();
        }
      }
      return best;
    }

    /// How many elements from `from` on have no more bytes together than a page should, at least
    /// one.
    private int elementsWithin(int from, int most) {
      Dictionary entries = data.requireDictionary();
      long bytes = 0;
      for (int i = 0; i < most; i++) {
        bytes += entries.length(data.code(from + i));
        if (bytes > MAX_PAGE_BYTES) {
          return Math.max(1, i);
        }
      }
      return most;
    }

    Chunk write(int[] cuts) throws IOException {
      long start = out.position();
      if (coded) {
        writeDictionary();
      }
      long firstData = out.position();
      int from = 0;
      for (int c = 1; c < cuts.length; c++) {
        boolean last = c == cuts.length - 1;
        if (last || data.entryOfRow(cuts[c]) - data.entryOfRow(from) >= MIN_PAGE_VALUES) {
          writePages(from, cuts[c]);
          from = cuts[c];
        }
      }
      ColumnMetaData meta =
          new ColumnMetaData(
              ParquetSchema.physical(spec.type()),
              encodings(),
              List.of(),
              compressed ? CompressionCodec.ZSTD : CompressionCodec.UNCOMPRESSED,
              levelCount,
              rawBytes,
              out.position() - start,
              firstData);
      if (coded) {
        meta.setDictionary_page_offset(start);
      }
      meta.setStatistics(
          ChunkStatistics.of(spec.type(), data, coded && dictionary.sorted() ? dictionary : null));
      return new Chunk(meta, new OffsetIndex(locations));
    }

    private List<Encoding> encodings() {
      Encoding values = coded ? Encoding.RLE_DICTIONARY : direct.format();
      List<Encoding> encodings = new ArrayList<>(List.of(values));
      if (spec.nullable()) {
        encodings.add(Encoding.RLE);
      }
      if (coded) {
        encodings.add(Encoding.PLAIN);
      }
      return encodings;
    }

    private void writeDictionary() throws IOException {
      PageHeader header = new PageHeader(PageType.DICTIONARY_PAGE, 0, 0);
      DictionaryPageHeader of = new DictionaryPageHeader(dictionary.size(), Encoding.PLAIN);
      if (dictionary.sorted()) {
        of.setIs_sorted(true);
      }
      header.setDictionary_page_header(of);
      writePage(header, dictionary.page());
    }

    /// Writes rows in one page, or in several where there is too much in them for one.
    private void writePages(int fromRow, int toRow) throws IOException {
      int from = data.elementOf(data.entryOfRow(fromRow));
      int to = data.elementOf(data.entryOfRow(toRow));
      boolean tooMuch =
          to - from > MAX_PAGE_VALUES
              || (!coded
                  && data.dictionary() != null
                  && elementsWithin(from, to - from) < to - from);
      if (tooMuch && toRow - fromRow > 1) {
        int middle = (fromRow + toRow) >>> 1;
        writePages(fromRow, middle);
        writePages(middle, toRow);
        return;
      }
      page.clear();
      int levelsHere = writeLevels(fromRow, toRow);
      if (coded) {
        int width = dictionary.width();
        page.write(width);
        RunLength.encode(dictionary.codes(), from, to, width, page);
      } else {
        direct.encode(spec.type(), data, from, to, page);
      }
      levelCount += levelsHere;
      PageHeader header = new PageHeader(PageType.DATA_PAGE, 0, 0);
      header.setData_page_header(
          new DataPageHeader(
              levelsHere,
              coded ? Encoding.RLE_DICTIONARY : direct.format(),
              Encoding.RLE,
              Encoding.RLE));
      long at = out.position();
      writePage(header, page);
      locations.add(new PageLocation(at, (int) (out.position() - at), fromRow));
      out.flushIfFull();
    }

    private int writeLevels(int fromRow, int toRow) {
      if (spec.list()) {
        return writeListLevels(fromRow, toRow);
      }
      int rows = toRow - fromRow;
      if (spec.nullable()) {
        int at = page.extend(4);
        int fromEntry = data.entryOfRow(fromRow);
        int toEntry = data.entryOfRow(toRow);
        if (toEntry - fromEntry == rows || toEntry == fromEntry) {
          RunLength.run(toEntry > fromEntry ? 1 : 0, rows, 1, page);
        } else {
          writePresence(fromRow, rows, fromEntry, toEntry);
        }
        page.setInt(at, page.size() - at - 4);
      }
      return rows;
    }

    private void writePresence(int fromRow, int rows, int fromEntry, int toEntry) {
      int bytes = (rows + 7) / 8;
      if (presence.length < bytes) {
        presence = new byte[bytes];
      }
      Arrays.fill(presence, 0, bytes, (byte) 0);
      for (int e = fromEntry; e < toEntry; e++) {
        int row = data.row(e) - fromRow;
        presence[row >> 3] |= (byte) (1 << (row & 7));
      }
      RunLength.encodeBits(presence, rows, page);
    }

    private int writeListLevels(int fromRow, int toRow) {
      int entry = data.entryOfRow(fromRow);
      int toEntry = data.entryOfRow(toRow);
      int most = toRow - fromRow + data.elementOf(toEntry) - data.elementOf(entry);
      if (levels.length < 2 * most) {
        levels = new int[2 * most];
      }
      int count = 0;
      for (int row = fromRow; row < toRow; row++) {
        if (entry == toEntry || data.row(entry) != row) {
          levels[count] = 0;
          levels[most + count++] = 0;
          continue;
        }
        int elements = data.elementOf(entry + 1) - data.elementOf(entry);
        for (int i = 0; i < Math.max(1, elements); i++) {
          levels[count] = i == 0 ? 0 : 1;
          levels[most + count++] = elements == 0 ? 1 : 2;
        }
        entry++;
      }
      writeLevelRuns(0, count, 1);
      writeLevelRuns(most, count, 2);
      return count;
    }

    private void writeLevelRuns(int from, int count, int width) {
      int at = page.extend(4);
      RunLength.encode(levels, from, from + count, width, page);
      page.setInt(at, page.size() - at - 4);
    }

    private void writePage(PageHeader header, ByteSink body) throws IOException {
      byte[] bytes = body.array();
      int length = body.size();
      if (compressed) {
        length = compressor.compress(bytes, 0, length);
        bytes = compressor.output();
      }
      checksum.reset();
      checksum.update(bytes, 0, length);
      header.setUncompressed_page_size(body.size());
      header.setCompressed_page_size(length);
      header.setCrc((int) checksum.getValue());
      int at = out.buffer().size();
      Util.writePageHeader(header, out.buffer());
      rawBytes += out.buffer().size() - at + body.size();
      out.buffer().write(bytes, 0, length);
    }
  }
}
