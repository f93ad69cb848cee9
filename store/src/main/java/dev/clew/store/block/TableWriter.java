package dev.clew.store.block;

import dev.clew.store.disk.Disk;
import dev.clew.store.parquet.ColumnData;
import dev.clew.store.parquet.ColumnSpec;
import dev.clew.store.parquet.ColumnType;
import dev.clew.store.parquet.FileTail;
import dev.clew.store.parquet.ParquetFileWriter;
import dev.clew.store.segment.Field;
import dev.clew.store.segment.RowSpace;
import dev.clew.store.segment.Segment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;

/// Writes the file of a block's spans, of its events or of its links.
final class TableWriter {
  /// The most attribute columns of a file.
  static final int MAX_ATTRIBUTE_COLUMNS = 1000;

  private final RowSpace space;
  private final RowOrder order;
  private final IntFunction<int[]> pageCuts;
  private final List<Out> columns = new ArrayList<>();
  private final AttributeColumns attributes;

  private record Out(ColumnSpec spec, IntFunction<ColumnData> data) {}

  /// @param spans the order of spans
  /// @param order the order of this file's rows, the same for spans
  /// @param derived columns that the segment does not have
  /// @param pageCuts of a row group the first rows of its pages
  TableWriter(
      Segment source,
      RowSpace space,
      RowOrder spans,
      RowOrder order,
      Map<ColumnSpec, IntFunction<ColumnData>> derived,
      IntFunction<int[]> pageCuts,
      int maxAttributeColumns) {
    this.space = space;
    this.order = order;
    this.pageCuts = pageCuts;
    derived.forEach((spec, data) -> columns.add(new Out(spec, data)));
    FieldColumns fields = new FieldColumns(source, order);
    for (Field field : Field.values()) {
      if (field.space() == space && field != Field.LINK_TRACE_ID_LOW && !fields.isOmitted(field)) {
        columns.add(new Out(BlockLayout.column(field), data(fields, field, spans)));
      }
    }
    Set<String> reserved = new HashSet<>();
    for (Out column : columns) {
      reserved.add(column.spec.name());
    }
    attributes = new AttributeColumns(source, space, order, reserved, maxAttributeColumns);
    for (AttributeColumns.Chosen chosen : attributes.chosen()) {
      columns.add(new Out(chosen.spec(), group -> attributes.data(chosen, group)));
    }
    for (OverflowBuffer overflow : attributes.overflow()) {
      ColumnSpec spec =
          ColumnSpec.optional(BlockLayout.overflowColumn(overflow.scope()), ColumnType.STRING);
      columns.add(new Out(spec, overflow::data));
    }
  }

  private static IntFunction<ColumnData> data(FieldColumns fields, Field field, RowOrder spans) {
    return switch (field) {
      case EVENT_SPAN, LINK_SPAN -> group -> fields.spanRows(field, spans, group);
      case LINK_TRACE_ID_HIGH -> fields::linkTraceIds;
      default -> group -> fields.data(field, group);
    };
  }

  /// Writes and syncs the file.
  BlockMeta.FileMeta write(Disk disk, Path directory) throws IOException {
    List<ColumnSpec> specs = columns.stream().map(Out::spec).toList();
    String name = BlockLayout.file(space);
    try (ParquetFileWriter writer = new ParquetFileWriter(disk, directory.resolve(name), specs)) {
      for (int group = 0; group < order.groupCount(); group++) {
        if (order.groups()[group + 1] > order.groups()[group]) {
          writer.beginRowGroup(pageCuts.apply(group));
          for (Out column : columns) {
            writer.write(column.data.apply(group));
          }
        }
      }
      FileTail tail = writer.finish(metadata());
      return BlockMeta.FileMeta.of(name, tail, specs, writer.columnBytes());
    }
  }

  private Map<String, String> metadata() {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put(
        BlockLayout.ATTRIBUTES_KEY,
        StoredAttribute.toJson(
            attributes.chosen().stream().map(AttributeColumns.Chosen::stored).toList()));
    for (int group = 0; group < order.groupCount(); group++) {
      List<StoredAttribute> found = new ArrayList<>();
      for (OverflowBuffer overflow : attributes.overflow()) {
        found.addAll(overflow.attributes(group));
      }
      if (!found.isEmpty()) {
        metadata.put(BlockLayout.OVERFLOW_KEY + group, StoredAttribute.toJson(found));
      }
    }
    return metadata;
  }
}
