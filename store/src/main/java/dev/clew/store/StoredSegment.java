package dev.clew.store;

import dev.clew.model.SpanBatch;
import dev.clew.store.manifest.BlockEntry.SegmentEntry;
import dev.clew.store.segment.ColumnName;
import dev.clew.store.segment.Segment;
import dev.clew.store.segment.SegmentColumn;
import dev.clew.store.segment.SegmentReadException;
import dev.clew.store.segment.TimeRange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// A row group as the manifest knows it: counts and times are at hand, all else opens the block,
/// which is looked at when that fails.
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
    try {
      return rowGroup().eventCount();
    } catch (SegmentReadException e) {
      throw block.suspected(e);
    }
  }

  @Override
  public int linkCount() {
    try {
      return rowGroup().linkCount();
    } catch (SegmentReadException e) {
      throw block.suspected(e);
    }
  }

  @Override
  public int trace(int span) {
    try {
      return rowGroup().trace(span);
    } catch (SegmentReadException e) {
      throw block.suspected(e);
    }
  }

  @Override
  public long traceIdHigh(int trace) {
    try {
      return rowGroup().traceIdHigh(trace);
    } catch (SegmentReadException e) {
      throw block.suspected(e);
    }
  }

  @Override
  public long traceIdLow(int trace) {
    try {
      return rowGroup().traceIdLow(trace);
    } catch (SegmentReadException e) {
      throw block.suspected(e);
    }
  }

  @Override
  public long traceStart(int trace) {
    try {
      return rowGroup().traceStart(trace);
    } catch (SegmentReadException e) {
      throw block.suspected(e);
    }
  }

  @Override
  public long traceEnd(int trace) {
    try {
      return rowGroup().traceEnd(trace);
    } catch (SegmentReadException e) {
      throw block.suspected(e);
    }
  }

  @Override
  public int[] spans(int trace) {
    try {
      return rowGroup().spans(trace);
    } catch (SegmentReadException e) {
      throw block.suspected(e);
    }
  }

  @Override
  public int findTrace(long traceIdHigh, long traceIdLow) {
    try {
      return rowGroup().findTrace(traceIdHigh, traceIdLow);
    } catch (SegmentReadException e) {
      throw block.suspected(e);
    }
  }

  @Override
  public Collection<ColumnName> columnNames() {
    try {
      return rowGroup().columnNames();
    } catch (SegmentReadException e) {
      throw block.suspected(e);
    }
  }

  @Override
  public List<SegmentColumn> columns(ColumnName name) {
    try {
      return watched(rowGroup().columns(name));
    } catch (SegmentReadException e) {
      throw block.suspected(e);
    }
  }

  @Override
  public SpanBatch read(int[] rows) {
    try {
      return rowGroup().read(rows);
    } catch (SegmentReadException e) {
      throw block.suspected(e);
    }
  }

  private List<SegmentColumn> watched(List<SegmentColumn> columns) {
    List<SegmentColumn> watched = new ArrayList<>(columns.size());
    for (SegmentColumn column : columns) {
      watched.add(new StoredColumn(block, column));
    }
    return watched;
  }

  private Segment rowGroup() {
    return block.open().segments().get(index);
  }
}
