package dev.clew.store;

import dev.clew.model.SpanBatch;
import dev.clew.store.manifest.BlockEntry.SegmentEntry;
import dev.clew.store.segment.ColumnName;
import dev.clew.store.segment.Segment;
import dev.clew.store.segment.SegmentColumn;
import dev.clew.store.segment.TimeRange;
import java.util.Collection;
import java.util.List;

/// A row group as the manifest knows it: counts and times are at hand, all else opens the block.
final class StoredSegment implements Segment {
  private final StoredBlock block;
  private final int index;
  private final SegmentEntry entry;

  StoredSegment(StoredBlock block, int index, SegmentEntry entry) {
    this.block = block;
    this.index = index;
    this.entry = entry;
  }

  @Override
  public String name() {
    return block.directory() + " row group " + index;
  }

  @Override
  public int spanCount() {
    return entry.spanCount();
  }

  @Override
  public int traceCount() {
    return entry.traceCount();
  }

  @Override
  public TimeRange times() {
    return entry.times();
  }

  @Override
  public int eventCount() {
    return rowGroup().eventCount();
  }

  @Override
  public int linkCount() {
    return rowGroup().linkCount();
  }

  @Override
  public int trace(int span) {
    return rowGroup().trace(span);
  }

  @Override
  public long traceIdHigh(int trace) {
    return rowGroup().traceIdHigh(trace);
  }

  @Override
  public long traceIdLow(int trace) {
    return rowGroup().traceIdLow(trace);
  }

  @Override
  public long traceStart(int trace) {
    return rowGroup().traceStart(trace);
  }

  @Override
  public long traceEnd(int trace) {
    return rowGroup().traceEnd(trace);
  }

  @Override
  public int[] spans(int trace) {
    return rowGroup().spans(trace);
  }

  @Override
  public int findTrace(long traceIdHigh, long traceIdLow) {
    return rowGroup().findTrace(traceIdHigh, traceIdLow);
  }

  @Override
  public Collection<ColumnName> columnNames() {
    return rowGroup().columnNames();
  }

  @Override
  public List<SegmentColumn> columns(ColumnName name) {
    return rowGroup().columns(name);
  }

  @Override
  public SpanBatch read(int[] rows) {
    return rowGroup().read(rows);
  }

  private Segment rowGroup() {
    return block.open().segments().get(index);
  }
}
