package dev.clew.store.block;

import dev.clew.store.disk.Disk;
import dev.clew.store.disk.WritableFile;
import dev.clew.store.parquet.ColumnData;
import dev.clew.store.parquet.ColumnSpec;
import dev.clew.store.parquet.ColumnType;
import dev.clew.store.segment.Field;
import dev.clew.store.segment.RowSpace;
import dev.clew.store.segment.Segment;
import dev.clew.store.segment.TimeRange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/// Makes a block of spans of a segment, live or stored.
public final class BlockWriter {
  private static final int PAGE_ROWS = 20_000;

  private final Disk disk;
  private final Path directory;
  private final Segment source;
  private final SpanOrder order;
  private final RowOrder spans;
  private final int maxAttributeColumns;

  private BlockWriter(
      Disk disk,
      Path directory,
      Segment source,
      int[] spanRows,
      int rowGroupSpans,
      int maxAttributeColumns) {
    this.disk = disk;
    this.directory = directory;
    this.source = source;
    this.order = SpanOrder.of(source, spanRows, rowGroupSpans);
    this.spans = order.rows();
    this.maxAttributeColumns = maxAttributeColumns;
  }

  /// Writes a block with some spans and all that belongs to them. When it returns, the files and
  /// the directory itself are synced; the parent's entry of the directory is not. Where it fails,
  /// files may be left behind.
  ///
  /// @param directory of the block; made where it is missing, empty
  /// @param spanRows span rows of the segment, each once, in any order; at least one
  public static BlockMeta write(
      Disk disk,
      Path directory,
      Segment source,
      int[] spanRows,
      BlockHeader header,
      SplitProbe probe)
      throws IOException {
    return write(
        disk,
        directory,
        source,
        spanRows,
        header,
        probe,
        SpanOrder.ROW_GROUP_SPANS,
        TableWriter.MAX_ATTRIBUTE_COLUMNS);
  }

  static BlockMeta write(
      Disk disk,
      Path directory,
      Segment source,
      int[] spanRows,
      BlockHeader header,
      SplitProbe probe,
      int rowGroupSpans,
      int maxAttributeColumns)
      throws IOException {
    if (spanRows.length == 0) {
      throw new IllegalArgumentException("a block without spans: " + directory);
    }
    return new BlockWriter(disk, directory, source, spanRows, rowGroupSpans, maxAttributeColumns)
        .write(header, probe);
  }

  private BlockMeta write(BlockHeader header, SplitProbe probe) throws IOException {
    disk.createDirectories(directory);
    List<BlockMeta.FileMeta> files = new ArrayList<>();
    files.add(
        new TableWriter(
                source,
                RowSpace.SPAN,
                spans,
                spans,
                derivedColumns(),
                group -> order.pageCuts(group, PAGE_ROWS),
                maxAttributeColumns)
            .write(disk, directory));
    RowOrder events = follow(Field.EVENT_SPAN, source.eventCount());
    RowOrder links = follow(Field.LINK_SPAN, source.linkCount());
    for (RowSpace space : List.of(RowSpace.EVENT, RowSpace.LINK)) {
      RowOrder rows = space == RowSpace.EVENT ? events : links;
      if (rows.count() > 0) {
        IntFunction<int[]> cuts =
            group -> TraceTableWriter.evenCuts(rows.groups()[group + 1] - rows.groups()[group]);
        files.add(
            new TableWriter(source, space, spans, rows, Map.of(), cuts, maxAttributeColumns)
                .write(disk, directory));
      }
    }
    TraceTableWriter traces = new TraceTableWriter(source, order, probe);
    files.add(traces.write(disk, directory));
    List<BlockMeta.SegmentMeta> segments = segments(events, links);
    BlockMeta meta =
        new BlockMeta(
            header,
            times(0, order.traceCount()),
            spans.count(),
            events.count(),
            links.count(),
            order.traceCount(),
            traces.splitTraces(),
            traces.services(),
            List.copyOf(files),
            segments);
    try (WritableFile file = disk.create(directory.resolve(BlockLayout.META))) {
      file.write(ByteBuffer.wrap(MetaJson.write(meta)));
      file.sync();
    }
    disk.syncDirectory(directory);
    return meta;
  }

  private RowOrder follow(Field owner, int count) {
    long[] owners = Columns.words(source.column(owner), count);
    return RowOrder.following(spans, owners, count);
  }

  private List<BlockMeta.SegmentMeta> segments(RowOrder events, RowOrder links) {
    List<BlockMeta.SegmentMeta> segments = new ArrayList<>();
    for (int group = 0; group < spans.groupCount(); group++) {
      int firstTrace = order.firstTrace(group);
      int lastTrace = order.firstTrace(group + 1);
      segments.add(
          new BlockMeta.SegmentMeta(
              times(firstTrace, lastTrace),
              spans.groups()[group],
              spans.groups()[group + 1] - spans.groups()[group],
              firstTrace,
              lastTrace - firstTrace,
              events.groups()[group],
              events.groups()[group + 1] - events.groups()[group],
              links.groups()[group],
              links.groups()[group + 1] - links.groups()[group]));
    }
    return segments;
  }

  private TimeRange times(int firstTrace, int lastTrace) {
    long[] start = Columns.words(source.column(Field.START), source.spanCount());
    long earliest = Long.MAX_VALUE;
    long latest = Long.MIN_VALUE;
    long latestEnd = Long.MIN_VALUE;
    for (int trace = firstTrace; trace < lastTrace; trace++) {
      earliest = Math.min(earliest, order.start(trace));
      latestEnd = Math.max(latestEnd, order.end(trace));
      latest = Math.max(latest, start[spans.sources()[order.firstRow(trace + 1) - 1]]);
    }
    return new TimeRange(earliest, latest, latestEnd);
  }

  private Map<ColumnSpec, IntFunction<ColumnData>> derivedColumns() {
    Map<ColumnSpec, IntFunction<ColumnData>> derived = new LinkedHashMap<>();
    derived.put(ColumnSpec.required(BlockLayout.TRACE_ID, ColumnType.FIXED16), this::traceIds);
    derived.put(ColumnSpec.optional(BlockLayout.PARENT_ROW, ColumnType.INT64), this::parentRows);
    return derived;
  }

  private ColumnData traceIds(int group) {
    int base = spans.groups()[group];
    int count = spans.groups()[group + 1] - base;
    int firstTrace = order.firstTrace(group);
    int traces = order.firstTrace(group + 1) - firstTrace;
    long[] highs = new long[traces];
    long[] lows = new long[traces];
    int[] codes = new int[count];
    for (int i = 0; i < traces; i++) {
      int trace = firstTrace + i;
      highs[i] = order.high(trace);
      lows[i] = order.low(trace);
      Arrays.fill(codes, order.firstRow(trace) - base, order.firstRow(trace + 1) - base, i);
    }
    return new ColumnData(count, count, null, null, null, codes, highs, lows);
  }

  private ColumnData parentRows(int group) {
    int base = spans.groups()[group];
    int count = spans.groups()[group + 1] - base;
    long[] sourceIds = Columns.words(source.column(Field.SPAN_ID), source.spanCount());
    long[] sourceParents = Columns.words(source.column(Field.PARENT_ID), source.spanCount());
    long[] ids = new long[count];
    long[] parents = new long[count];
    for (int i = 0; i < count; i++) {
      ids[i] = sourceIds[spans.sources()[base + i]];
      parents[i] = sourceParents[spans.sources()[base + i]];
    }
    int[] found = new int[count];
    ParentRows finder = new ParentRows();
    for (int trace = order.firstTrace(group); trace < order.firstTrace(group + 1); trace++) {
      finder.find(
          ids, parents, order.firstRow(trace) - base, order.firstRow(trace + 1) - base, found);
    }
    int[] rows = new int[count];
    long[] words = new long[count];
    int next = 0;
    for (int i = 0; i < count; i++) {
      if (found[i] >= 0) {
        rows[next] = i;
        words[next++] = (long) base + found[i];
      }
    }
    return ColumnData.ofWords(count, next, rows, words);
  }
}
