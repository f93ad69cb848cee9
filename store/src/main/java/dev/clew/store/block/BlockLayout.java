package dev.clew.store.block;

import dev.clew.store.parquet.ColumnSpec;
import dev.clew.store.parquet.ColumnType;
import dev.clew.store.segment.AttributeScope;
import dev.clew.store.segment.Field;
import dev.clew.store.segment.RowSpace;

/// Names of files and columns of a block, and how fields stand in them.
final class BlockLayout {
  static final int FORMAT_VERSION = 1;

  static final String META = "meta.json";
  static final String SPANS = "spans.parquet";
  static final String EVENTS = "events.parquet";
  static final String LINKS = "links.parquet";
  static final String TRACES = "traces.parquet";

  static final String TRACE_ID = "trace:id";
  static final String PARENT_ROW = "parent_row";
  static final String SPAN_ROW = "span_row";
  static final String LINK_TRACE_ID = "link:traceID";

  static final String TRACE_START = "trace:start";
  static final String TRACE_END = "trace:end";
  static final String ROOT_SERVICE = "trace:rootService";
  static final String ROOT_NAME = "trace:rootName";
  static final String SPAN_COUNT = "span_count";
  static final String ERROR_COUNT = "error_count";
  static final String SERVICES = "services";
  static final String SPLIT = "split";
  static final String BY_ID = "by_id";

  /// Footer key of the list of attribute columns.
  static final String ATTRIBUTES_KEY = "clew.attributes";

  /// Footer key, with the number of a row group behind it, of the list of attributes that stand in
  /// overflow columns.
  static final String OVERFLOW_KEY = "clew.overflow.";

  private BlockLayout() {}

  static String file(RowSpace space) {
    return switch (space) {
      case SPAN -> SPANS;
      case EVENT -> EVENTS;
      case LINK -> LINKS;
    };
  }

  /// The column of attributes that have none of their own.
  static String overflowColumn(AttributeScope scope) {
    return scope.prefix() + ".*";
  }

  /// Where a field stands in its file.
  static ColumnSpec column(Field field) {
    return switch (field) {
      case NAME, EVENT_NAME, KIND, STATUS -> ColumnSpec.required(field.label(), ColumnType.STRING);
      case START, EVENT_TIME -> ColumnSpec.required(field.label(), ColumnType.TIMESTAMP);
      case SPAN_ID, LINK_SPAN_ID -> ColumnSpec.required(field.label(), ColumnType.FIXED8);
      case PARENT_ID -> ColumnSpec.optional(field.label(), ColumnType.FIXED8);
      case EVENT_SPAN, LINK_SPAN -> ColumnSpec.required(SPAN_ROW, ColumnType.INT64);
      case LINK_TRACE_ID_HIGH, LINK_TRACE_ID_LOW ->
          ColumnSpec.required(LINK_TRACE_ID, ColumnType.FIXED16);
      case STATUS_MESSAGE,
          TRACE_STATE,
          RESOURCE_SCHEMA_URL,
          SCOPE_NAME,
          SCOPE_VERSION,
          SCOPE_SCHEMA_URL,
          LINK_TRACE_STATE ->
          ColumnSpec.optional(field.label(), ColumnType.STRING);
      case RESOURCE_ENTITY_REFS -> ColumnSpec.optional(field.label(), ColumnType.BINARY);
      case DURATION,
          FLAGS,
          DROPPED_ATTRIBUTES,
          DROPPED_EVENTS,
          DROPPED_LINKS,
          PRESENCE,
          RESOURCE_DROPPED_ATTRIBUTES,
          RESOURCE_PRESENT,
          SCOPE_DROPPED_ATTRIBUTES,
          SCOPE_PRESENT,
          EVENT_DROPPED_ATTRIBUTES,
          LINK_FLAGS,
          LINK_DROPPED_ATTRIBUTES,
          LINK_PRESENCE ->
          ColumnSpec.required(field.label(), ColumnType.INT64);
    };
  }

  /// The word that a numeric field has in every row of a file without its column.
  static long defaultWord(Field field) {
    return field == Field.RESOURCE_PRESENT || field == Field.SCOPE_PRESENT ? 1 : 0;
  }

  /// Whether a column of nothing but defaults is left out.
  static boolean isOmittedByDefault(Field field) {
    return switch (field) {
      case START,
          DURATION,
          NAME,
          KIND,
          STATUS,
          SPAN_ID,
          PARENT_ID,
          EVENT_SPAN,
          EVENT_TIME,
          EVENT_NAME,
          LINK_SPAN,
          LINK_TRACE_ID_HIGH,
          LINK_TRACE_ID_LOW,
          LINK_SPAN_ID ->
          false;
      case STATUS_MESSAGE,
          TRACE_STATE,
          FLAGS,
          DROPPED_ATTRIBUTES,
          DROPPED_EVENTS,
          DROPPED_LINKS,
          PRESENCE,
          RESOURCE_SCHEMA_URL,
          RESOURCE_DROPPED_ATTRIBUTES,
          RESOURCE_ENTITY_REFS,
          RESOURCE_PRESENT,
          SCOPE_NAME,
          SCOPE_VERSION,
          SCOPE_SCHEMA_URL,
          SCOPE_DROPPED_ATTRIBUTES,
          SCOPE_PRESENT,
          EVENT_DROPPED_ATTRIBUTES,
          LINK_TRACE_STATE,
          LINK_FLAGS,
          LINK_DROPPED_ATTRIBUTES,
          LINK_PRESENCE ->
          true;
    };
  }
}
