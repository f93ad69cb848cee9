package dev.clew.query.filter;

import dev.clew.traceql.Static;
import java.util.ArrayList;
import java.util.List;

/// What a field is for one span.
///
/// A field has several values where it is an array, where it belongs to events or links (the values
/// of all of the span's), or where a key is repeated. Of several values a comparison leaves out
/// those of a type that does not go with the other side. Then `!=` and `!~` hold when none of the
/// rest equals or matches, and every other operator when any does; where nothing is left, none
/// holds, but for `!=` and `!~` on an empty array.
///
/// @param exists false for nil: no value, or one that is sent as empty
/// @param several whether it is an array in the sense above, be it of one value
/// @param emptyArray whether an array without elements is among the values
/// @param isTrue whether it counts as true where a condition is expected: it, or one of several, is
/// the boolean `true`, but not as an element of an array
/// @param items the values that can be compared at all
public record FieldValue(
    boolean exists, boolean several, boolean emptyArray, boolean isTrue, List<Static> items) {
  static final FieldValue NIL = new FieldValue(false, false, false, false, List.of());

  static FieldValue scalar(Static item) {
    return new FieldValue(true, false, false, isTrue(item), List.of(item));
  }

  private static boolean isTrue(Static item) {
    return item instanceof Static.Bool(boolean truth) && truth;
  }

  static FieldValue bool(boolean truth) {
    return scalar(new Static.Bool(truth));
  }

  /// Collects the values of a field.
  static final class Builder {
    private final List<Static> items = new ArrayList<>();
    private boolean several;
    private boolean emptyArray;
    private boolean isTrue;
    private int values;

    void add(Static item) {
      items.add(item);
      isTrue |= FieldValue.isTrue(item);
      values++;
    }

    /// Adds an array, opaque ones without their elements.
    void addArray(ArrayElements array) {
      items.addAll(array.items());
      emptyArray |= array.isEmpty();
      several = true;
      values++;
    }

    void addOpaque() {
      values++;
    }

    /// @param ofMany whether the field is one of events or links
    FieldValue build(boolean ofMany) {
      if (values == 0) {
        return NIL;
      }
      return new FieldValue(
          true, several || ofMany || values > 1, emptyArray, isTrue, List.copyOf(items));
    }
  }
}
