package dev.clew.query.filter;

import dev.clew.model.AttributeType;
import dev.clew.query.read.Column;
import dev.clew.query.read.SegmentView;
import dev.clew.store.segment.AttributeName;
import dev.clew.store.segment.AttributeScope;
import dev.clew.store.segment.Field;
import dev.clew.traceql.Attribute;
import dev.clew.traceql.Expression;
import dev.clew.traceql.Intrinsic;
import dev.clew.traceql.Scope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Finds the columns of a segment in which a field's values stand.
///
/// They come in layers: a span's value is that of the first layer in which it has one. Only `.name`
/// has more than one layer, a scope each: span, resource, event, link, instrumentation.
final class FieldColumns {
  private static final List<AttributeScope> ANY_SCOPE =
      List.of(
          AttributeScope.SPAN,
          AttributeScope.RESOURCE,
          AttributeScope.EVENT,
          AttributeScope.LINK,
          AttributeScope.INSTRUMENTATION);

  private final SegmentView view;
  private final DerivedColumns derived;
  private final Map<Expression, List<List<FieldColumn>>> layers = new HashMap<>();

  FieldColumns(SegmentView view) {
    this.view = view;
    this.derived = new DerivedColumns(view);
  }

  /// The layers that have columns; none where no row has the field.
  List<List<FieldColumn>> layers(Expression field) {
    return layers.computeIfAbsent(field, this::find);
  }

  private List<List<FieldColumn>> find(Expression field) {
    return switch (field) {
      case Attribute(Scope scope, String name) -> {
        List<List<FieldColumn>> found = new ArrayList<>();
        for (AttributeScope place : scopes(scope)) {
          List<FieldColumn> columns = attribute(new AttributeName(place, name));
          if (!columns.isEmpty()) {
            found.add(columns);
          }
        }
        yield found;
      }
      case Intrinsic intrinsic -> List.of(List.of(intrinsic(intrinsic)));
      default -> throw new IllegalArgumentException("no field: " + field);
    };
  }

  private static List<AttributeScope> scopes(Scope scope) {
    return switch (scope) {
      case ANY -> ANY_SCOPE;
      case SPAN -> List.of(AttributeScope.SPAN);
      case RESOURCE -> List.of(AttributeScope.RESOURCE);
      case EVENT -> List.of(AttributeScope.EVENT);
      case LINK -> List.of(AttributeScope.LINK);
      case INSTRUMENTATION -> List.of(AttributeScope.INSTRUMENTATION);
    };
  }

  /// The columns of an attribute, one for each type but of empty values.
  List<FieldColumn> attribute(AttributeName name) {
    List<FieldColumn> found = new ArrayList<>();
    for (Column column : view.columns(name)) {
      if (column.type() != AttributeType.EMPTY) {
        found.add(new FieldColumn(kind(column.type()), column));
      }
    }
    return found;
  }

  private static ValueKind kind(AttributeType type) {
    return switch (type) {
      case STRING -> ValueKind.STRING;
      case INT -> ValueKind.INT;
      case DOUBLE -> ValueKind.DOUBLE;
      case BOOL -> ValueKind.BOOL;
      case ARRAY -> ValueKind.ARRAY;
      case BYTES, KEY_VALUE_LIST, EMPTY -> ValueKind.OPAQUE;
    };
  }

  private FieldColumn intrinsic(Intrinsic intrinsic) {
    return switch (intrinsic) {
      case DURATION -> stored(ValueKind.DURATION, Field.DURATION);
      case NAME -> stored(ValueKind.STRING, Field.NAME);
      case STATUS -> stored(ValueKind.STATUS, Field.STATUS);
      case STATUS_MESSAGE -> stored(ValueKind.STRING, Field.STATUS_MESSAGE);
      case KIND -> stored(ValueKind.KIND, Field.KIND);
      case EVENT_NAME -> stored(ValueKind.STRING, Field.EVENT_NAME);
      case INSTRUMENTATION_NAME -> stored(ValueKind.STRING, Field.SCOPE_NAME);
      case INSTRUMENTATION_VERSION -> stored(ValueKind.STRING, Field.SCOPE_VERSION);
      case SPAN_ID, PARENT_ID, TRACE_ID, LINK_TRACE_ID, LINK_SPAN_ID, ROOT_NAME, ROOT_SERVICE ->
          new FieldColumn(ValueKind.STRING, derived.of(intrinsic));
      case TRACE_DURATION, EVENT_TIME_SINCE_START ->
          new FieldColumn(ValueKind.DURATION, derived.of(intrinsic));
      case CHILD_COUNT, NESTED_SET_LEFT, NESTED_SET_RIGHT, NESTED_SET_PARENT ->
          new FieldColumn(ValueKind.INT, derived.of(intrinsic));
    };
  }

  private FieldColumn stored(ValueKind kind, Field field) {
    return new FieldColumn(kind, view.column(field));
  }
}
