package dev.clew.store.block;

import static dev.clew.store.block.BlockLayout.BY_ID;
import static dev.clew.store.block.BlockLayout.ERROR_COUNT;
import static dev.clew.store.block.BlockLayout.ROOT_NAME;
import static dev.clew.store.block.BlockLayout.ROOT_SERVICE;
import static dev.clew.store.block.BlockLayout.SERVICES;
import static dev.clew.store.block.BlockLayout.SPAN_COUNT;
import static dev.clew.store.block.BlockLayout.SPAN_ROW;
import static dev.clew.store.block.BlockLayout.SPLIT;
import static dev.clew.store.block.BlockLayout.TRACE_END;
import static dev.clew.store.block.BlockLayout.TRACE_ID;
import static dev.clew.store.block.BlockLayout.TRACE_START;

import dev.clew.model.AttributeType;
import dev.clew.model.Dictionary;
import dev.clew.model.IntVector;
import dev.clew.store.disk.Disk;
import dev.clew.store.parquet.BloomFilter;
import dev.clew.store.parquet.ColumnData;
import dev.clew.store.parquet.ColumnSpec;
import dev.clew.store.parquet.ColumnType;
import dev.clew.store.parquet.FileTail;
import dev.clew.store.parquet.ParquetFileWriter;
import dev.clew.store.segment.AttributeName;
import dev.clew.store.segment.AttributeScope;
import dev.clew.store.segment.Field;
import dev.clew.store.segment.Segment;
import dev.clew.store.segment.SegmentColumn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Writes the file of a block's traces: the index by trace id, and what lists of traces show.
final class TraceTableWriter {
  private static final long ERROR = 2;
  private static final int PAGE_ROWS = 20_000;

  static final AttributeName SERVICE = new AttributeName(AttributeScope.RESOURCE, "service.name");

  static final List<ColumnSpec> COLUMNS =
      List.of(
          ColumnSpec.required(TRACE_ID, ColumnType.FIXED16),
          ColumnSpec.required(TRACE_START, ColumnType.TIMESTAMP),
          ColumnSpec.required(TRACE_END, ColumnType.TIMESTAMP),
          ColumnSpec.optional(ROOT_SERVICE, ColumnType.STRING),
          ColumnSpec.optional(ROOT_NAME, ColumnType.STRING),
          ColumnSpec.required(SPAN_COUNT, ColumnType.INT64),
          ColumnSpec.required(ERROR_COUNT, ColumnType.INT64),
          ColumnSpec.listOf(SERVICES, ColumnType.STRING),
          ColumnSpec.required(SPAN_ROW, ColumnType.INT64),
          ColumnSpec.required(SPLIT, ColumnType.BOOLEAN),
          ColumnSpec.required(BY_ID, ColumnType.INT64));

  private final SpanOrder order;
  private final SplitProbe probe;
  private final long[] parents;
  private final long[] statuses;
  private final SegmentColumn names;
  private final int[] nameOf;
  private final @Nullable SegmentColumn services;
  private final int[] serviceOf;
  private long splitTraces;

  TraceTableWriter(Segment source, SpanOrder order, SplitProbe probe) {
    this.order = order;
    this.probe = probe;
    int count = source.spanCount();
    parents = Columns.words(source.column(Field.PARENT_ID), count);
    statuses = Columns.words(source.column(Field.STATUS), count);
    names = source.column(Field.NAME);
    nameOf = Columns.codes(names, count);
    services =
        source.columns(SERVICE).stream()
            .filter(column -> column.type() == AttributeType.STRING)
            .findFirst()
            .orElse(null);
    serviceOf = services == null ? new int[0] : Columns.codes(services, count);
  }

  /// How many traces have, or may have, spans elsewhere; known once the file is written.
  long splitTraces() {
    return splitTraces;
  }

  /// Writes and syncs the file.
  BlockMeta.FileMeta write(Disk disk, Path directory) throws IOException {
    Path path = directory.resolve(BlockLayout.TRACES);
    try (ParquetFileWriter writer = new ParquetFileWriter(disk, path, COLUMNS)) {
      for (int group = 0; group < order.rows().groupCount(); group++) {
        write(writer, group);
      }
      FileTail tail = writer.finish(Map.of());
      return BlockMeta.FileMeta.of(BlockLayout.TRACES, tail, COLUMNS, writer.columnBytes());
    }
  }

  private void write(ParquetFileWriter writer, int group) throws IOException {
    int from = order.firstTrace(group);
    int count = order.firstTrace(group + 1) - from;
    if (count == 0) {
      return;
    }
    long[] highs = new long[count];
    long[] lows = new long[count];
    long[] starts = new long[count];
    long[] ends = new long[count];
    long[] spanCounts = new long[count];
    long[] errorCounts = new long[count];
    long[] firstRows = new long[count];
    long[] split = new long[count];
    BloomFilter filter = BloomFilter.forValues(count);
    for (int i = 0; i < count; i++) {
      int trace = from + i;
      highs[i] = order.high(trace);
      lows[i] = order.low(trace);
      filter.add(highs[i], lows[i]);
      starts[i] = order.start(trace);
      ends[i] = order.end(trace);
      firstRows[i] = order.firstRow(trace);
      spanCounts[i] = (long) order.firstRow(trace + 1) - order.firstRow(trace);
      errorCounts[i] = errors(trace);
      split[i] = probe.mayBeElsewhere(highs[i], lows[i]) ? 1 : 0;
      splitTraces += split[i];
    }
    writer.beginRowGroup(evenCuts(count));
    writer.write(ColumnData.ofPairs(count, highs, lows));
    writer.bloomFilter(filter);
    writer.write(ColumnData.ofWords(count, count, null, starts));
    writer.write(ColumnData.ofWords(count, count, null, ends));
    writer.write(roots(from, count, services, serviceOf));
    writer.write(roots(from, count, names, nameOf));
    writer.write(ColumnData.ofWords(count, count, null, spanCounts));
    writer.write(ColumnData.ofWords(count, count, null, errorCounts));
    writer.write(serviceLists(from, count));
    writer.write(ColumnData.ofWords(count, count, null, firstRows));
    writer.write(ColumnData.ofWords(count, count, null, split));
    writer.write(ColumnData.ofWords(count, count, null, order.byId(group)));
  }

  static int[] evenCuts(int count) {
    int pages = Math.max(1, (count + PAGE_ROWS - 1) / PAGE_ROWS);
    int[] cuts = new int[pages + 1];
    for (int i = 0; i < pages; i++) {
      cuts[i] = i * PAGE_ROWS;
    }
    cuts[pages] = count;
    return cuts;
  }

  private long errors(int trace) {
    long errors = 0;
    for (int row = order.firstRow(trace); row < order.firstRow(trace + 1); row++) {
      errors += statuses[order.rows().sources()[row]] == ERROR ? 1 : 0;
    }
    return errors;
  }

  /// What a column has for the root of each trace: its first span without a parent id.
  private ColumnData roots(int from, int count, @Nullable SegmentColumn column, int[] codeOf) {
    int[] rows = new int[count];
    int[] codes = new int[count];
    int found = 0;
    for (int i = 0; i < count && column != null; i++) {
      int root = root(from + i);
      if (root >= 0 && codeOf[root] >= 0) {
        rows[found] = i;
        codes[found++] = codeOf[root];
      }
    }
    return ColumnData.ofCodes(count, found, rows, dictionary(column), codes);
  }

  private int root(int trace) {
    for (int row = order.firstRow(trace); row < order.firstRow(trace + 1); row++) {
      int source = order.rows().sources()[row];
      if (parents[source] == 0) {
        return source;
      }
    }
    return -1;
  }

  private ColumnData serviceLists(int from, int count) {
    Dictionary dictionary = dictionary(services);
    int[] lastTrace = new int[dictionary.size()];
    Arrays.fill(lastTrace, -1);
    IntVector codes = new IntVector(count * 4);
    int[] starts = new int[count + 1];
    for (int i = 0; i < count; i++) {
      int trace = from + i;
      for (int row = order.firstRow(trace); row < order.firstRow(trace + 1); row++) {
        int code = services == null ? -1 : serviceOf[order.rows().sources()[row]];
        if (code >= 0 && lastTrace[code] != i) {
          lastTrace[code] = i;
          codes.add(code);
        }
      }
      starts[i + 1] = codes.size();
    }
    return ColumnData.ofCodes(count, codes.size(), null, dictionary, codes.toArray())
        .inLists(count, null, starts);
  }

  private static Dictionary dictionary(@Nullable SegmentColumn column) {
    Dictionary dictionary = column == null ? null : column.dictionary();
    return dictionary == null ? Dictionary.EMPTY : dictionary;
  }

  /// The names of all services, ascending, or null where there are too many.
  @Nullable List<String> services() {
    Dictionary dictionary = dictionary(services);
    boolean[] used = new boolean[dictionary.size()];
    int count = 0;
    for (int row : order.rows().sources()) {
      int code = services == null ? -1 : serviceOf[row];
      if (code >= 0 && !used[code]) {
        used[code] = true;
        if (++count > BlockMeta.MAX_SERVICES) {
          return null;
        }
      }
    }
    TreeSet<String> found = new TreeSet<>();
    for (int code = 0; code < used.length; code++) {
      if (used[code]) {
        found.add(dictionary.string(code));
      }
    }
    return List.copyOf(found);
  }
}
