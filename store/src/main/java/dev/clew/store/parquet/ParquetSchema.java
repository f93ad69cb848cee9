package dev.clew.store.parquet;

import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.ListType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.NanoSeconds;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.StringType;
import org.apache.parquet.format.TimeUnit;
import org.apache.parquet.format.TimestampType;
import org.apache.parquet.format.Type;

/// Columns as the footer's schema has them, both ways. Lists have the three levels of the
/// specification, with elements that are never null.
final class ParquetSchema {
  private static final String LIST = "list";
  private static final String ELEMENT = "element";

  private ParquetSchema() {}

  static Type physical(ColumnType type) {
    return switch (type) {
      case STRING, BINARY -> Type.BYTE_ARRAY;
      case INT64, TIMESTAMP -> Type.INT64;
      case DOUBLE -> Type.DOUBLE;
      case BOOLEAN -> Type.BOOLEAN;
      case FIXED8, FIXED16 -> Type.FIXED_LEN_BYTE_ARRAY;
    };
  }

  /// The path of a column's leaf.
  static List<String> path(ColumnSpec column) {
    return column.list() ? List.of(column.name(), LIST, ELEMENT) : List.of(column.name());
  }

  static List<SchemaElement> elements(List<ColumnSpec> columns) {
    List<SchemaElement> elements = new ArrayList<>();
    elements.add(new SchemaElement("schema").setNum_children(columns.size()));
    for (ColumnSpec column : columns) {
      if (column.list()) {
        elements.add(
            new SchemaElement(column.name())
                .setRepetition_type(FieldRepetitionType.OPTIONAL)
                .setNum_children(1)
                .setConverted_type(ConvertedType.LIST)
                .setLogicalType(LogicalType.LIST(new ListType())));
        elements.add(
            new SchemaElement(LIST)
                .setRepetition_type(FieldRepetitionType.REPEATED)
                .setNum_children(1));
        elements.add(leaf(ELEMENT, column.type(), FieldRepetitionType.REQUIRED));
      } else {
        elements.add(
            leaf(
                column.name(),
                column.type(),
                column.nullable() ? FieldRepetitionType.OPTIONAL : FieldRepetitionType.REQUIRED));
      }
    }
    return elements;
  }

  private static SchemaElement leaf(String name, ColumnType type, FieldRepetitionType repetition) {
    SchemaElement leaf = new SchemaElement(name);
    leaf.setType(physical(type)).setRepetition_type(repetition);
    switch (type) {
      case STRING ->
          leaf.setConverted_type(ConvertedType.UTF8)
              .setLogicalType(LogicalType.STRING(new StringType()));
      case TIMESTAMP ->
          leaf.setLogicalType(
              LogicalType.TIMESTAMP(new TimestampType(true, TimeUnit.NANOS(new NanoSeconds()))));
      case FIXED8 -> leaf.setType_length(8);
      case FIXED16 -> leaf.setType_length(16);
      case BINARY, INT64, DOUBLE, BOOLEAN -> {}
    }
    return leaf;
  }

  /// The columns of a schema that {@link #elements} made.
  ///
  /// @throws MalformedPageException where there is anything else in it
  static List<ColumnSpec> columns(List<SchemaElement> elements) {
    List<ColumnSpec> columns = new ArrayList<>();
    int at = 1;
    while (at < elements.size()) {
      SchemaElement element = elements.get(at++);
      String name = RequiredField.of(element.getName(), "column name");
      boolean nullable = element.getRepetition_type() == FieldRepetitionType.OPTIONAL;
      if (element.isSetType()) {
        columns.add(new ColumnSpec(name, type(element), nullable, false));
      } else {
        if (at + 2 > elements.size() || element.getConverted_type() != ConvertedType.LIST) {
          throw new MalformedPageException("column '" + name + "' is no list");
        }
        columns.add(new ColumnSpec(name, type(elements.get(at + 1)), nullable, true));
        at += 2;
      }
    }
    return columns;
  }

  private static ColumnType type(SchemaElement leaf) {
    Type type = leaf.getType();
    if (type == null) {
      throw new MalformedPageException("column '" + leaf.getName() + "' has no type");
    }
    return switch (type) {
      case BYTE_ARRAY ->
          leaf.getConverted_type() == ConvertedType.UTF8 ? ColumnType.STRING : ColumnType.BINARY;
      case INT64 -> leaf.isSetLogicalType() ? ColumnType.TIMESTAMP : ColumnType.INT64;
      case DOUBLE -> ColumnType.DOUBLE;
      case BOOLEAN -> ColumnType.BOOLEAN;
      case FIXED_LEN_BYTE_ARRAY ->
          leaf.getType_length() == 8 ? ColumnType.FIXED8 : ColumnType.FIXED16;
      case INT32, INT96, FLOAT ->
          throw new MalformedPageException("column '" + leaf.getName() + "' is of type " + type);
    };
  }
}
