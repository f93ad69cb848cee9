package dev.clew.query.filter;

import dev.clew.model.otlp.AnyValues;
import dev.clew.traceql.Static;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The elements of an attribute's array: strings, ints, doubles or bools, all of one type. An array
/// of mixed or other elements is opaque and shows none.
///
/// @param items none where the array is empty or opaque
/// @param isEmpty whether the array has no elements at all
record ArrayElements(List<Static> items, boolean isEmpty) {
  private static final ArrayElements EMPTY = new ArrayElements(List.of(), true);
  private static final ArrayElements OPAQUE = new ArrayElements(List.of(), false);

  /// Reads an array as columns have it.
  static ArrayElements decode(byte[] heap, int offset, int length) {
    if (length == 0) {
      return EMPTY;
    }
    if (AnyValues.elementType(heap, offset, length) == null) {
      return OPAQUE;
    }
    Collector elements = new Collector();
    AnyValues.visitArray(heap, offset, length, elements);
    return new ArrayElements(elements.items, false);
  }

  private static final class Collector implements AnyValues.ArrayVisitor {
    private final List<Static> items = new ArrayList<>();

    @Override
    public void string(byte[] utf8, int offset, int length) {
      items.add(new Static.Str(new String(utf8, offset, length, StandardCharsets.UTF_8)));
    }

    @Override
    public void integer(long value) {
      items.add(new Static.Int(value));
    }

    @Override
    public void floating(double value) {
      items.add(new Static.FloatValue(value));
    }

    @Override
    public void bool(boolean value) {
      items.add(new Static.Bool(value));
    }
  }
}
