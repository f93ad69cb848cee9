package dev.clew.store.block;

import dev.clew.model.AttributeType;
import dev.clew.model.SpanBatch;
import dev.clew.store.segment.AttributeName;
import dev.clew.store.segment.ColumnName;
import dev.clew.store.segment.Field;
import dev.clew.store.segment.RowSpace;
import dev.clew.store.segment.Segment;
import dev.clew.store.segment.SegmentColumn;
import dev.clew.store.segment.TimeRange;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A row group of a block.
final class BlockSegment implements Segment {
  private final SegmentFiles files;
  private final BlockMeta.SegmentMeta meta;
  private final String name;
  private volatile WeakReference<@Nullable TraceTable> lastTraces = new WeakReference<>(null);

  BlockSegment(Block block, int index) {
    meta = block.meta().segments().get(index);
    files = new SegmentFiles(block, index, meta);
    name = block.directory() + "#" + index;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int spanCount() {
    return meta.spans();
  }

  @Override
  public int eventCount() {
    return meta.events();
  }

  @Override
  public int linkCount() {
    return meta.links();
  }

  @Override
  public TimeRange times() {
    return meta.times();
  }

  @Override
  public int traceCount() {
    return meta.traces();
  }

  /// The table, which the cache holds: asked for a row at a time, too often for looking it up
  /// there.
  private TraceTable traces() {
    TraceTable known = lastTraces.get();
    if (known == null) {
      known = files.block().traces(files.segment());
      lastTraces = new WeakReference<>(known);
    }
    return known;
  }

  @Override
  public int trace(int span) {
    return traces().traceOf(span);
  }

  @Override
  public long traceIdHigh(int trace) {
    return traces().highs()[trace];
  }

  @Override
  public long traceIdLow(int trace) {
    return traces().lows()[trace];
  }

  @Override
  public long traceStart(int trace) {
    return traces().starts()[trace];
  }

  @Override
  public long traceEnd(int trace) {
    return traces().ends()[trace];
  }

  @Override
  public int[] spans(int trace) {
    TraceTable traces = traces();
    int from = traces.firstRows()[trace];
    int[] rows = new int[traces.firstRows()[trace + 1] - from];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = from + i;
    }
    return rows;
  }

  @Override
  public int findTrace(long traceIdHigh, long traceIdLow) {
    return files.block().filter(files.segment()).mayContain(traceIdHigh, traceIdLow)
        ? traces().find(traceIdHigh, traceIdLow)
        : -1;
  }

  /// Whether a trace has, or may have, spans elsewhere.
  boolean isSplit(int trace) {
    return traces().split()[trace] != 0;
  }

  @Override
  public Collection<ColumnName> columnNames() {
    Set<ColumnName> names = new LinkedHashSet<>(List.of(Field.values()));
    for (RowSpace space : RowSpace.values()) {
      BlockFile file = files.file(space);
      if (file == null) {
        continue;
      }
      for (AttributeName attribute : file.attributes().keySet()) {
        if (!stored(file, attribute).isEmpty()) {
          names.add(attribute);
        }
      }
      file.overflow(files.segment()).forEach(attribute -> names.add(attribute.name()));
    }
    return names;
  }

  @Override
  public List<SegmentColumn> columns(ColumnName column) {
    return List.copyOf(blockColumns(column));
  }

  List<BlockColumn> blockColumns(ColumnName column) {
    return switch (column) {
      case Field field -> List.of(new FieldColumn(files, field));
      case AttributeName attribute -> attributeColumns(attribute);
    };
  }

  private List<BlockColumn> attributeColumns(AttributeName attribute) {
    BlockFile file = files.file(attribute.space());
    if (file == null) {
      return List.of();
    }
    List<StoredAttribute> stored = stored(file, attribute);
    Set<AttributeType> overflow = new TreeSet<>();
    for (StoredAttribute other : file.overflow(files.segment())) {
      if (other.name().equals(attribute)) {
        overflow.add(other.type());
      }
    }
    Set<AttributeType> types = new TreeSet<>(overflow);
    stored.forEach(one -> types.add(one.type()));
    List<BlockColumn> columns = new ArrayList<>();
    for (AttributeType type : types) {
      List<StoredAttribute> ofType = stored.stream().filter(one -> one.type() == type).toList();
      columns.add(new AttributeColumn(files, attribute, type, ofType, overflow.contains(type)));
    }
    return columns;
  }

  /// The columns of the file that hold an attribute and have values in this segment.
  private List<StoredAttribute> stored(BlockFile file, AttributeName attribute) {
    RowSpace space = attribute.space();
    int rowGroup = files.rowGroup(space);
    int rows = files.rowCount(space);
    return file.attributes().getOrDefault(attribute, List.of()).stream()
        .filter(
            one -> file.parquet().nullCount(rowGroup, file.parquet().indexOf(one.column())) < rows)
        .toList();
  }

  @Override
  public SpanBatch read(int[] rows) {
    try (OpenFiles open = new OpenFiles()) {
      return new RowReader(this, traces(), rows, open).read();
    }
  }
}
