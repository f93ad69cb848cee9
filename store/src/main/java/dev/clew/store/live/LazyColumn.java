package dev.clew.store.live;

import dev.clew.model.AttributeType;
import dev.clew.model.Dictionary;
import dev.clew.store.segment.ColumnName;
import dev.clew.store.segment.ColumnValues;
import org.jspecify.annotations.Nullable;

/// A column that is kept in a smaller form and unfolded when it is first read.
abstract class LazyColumn implements LiveColumn {
  private final ColumnName name;
  private final AttributeType type;
  private final @Nullable Dictionary dictionary;
  private final @Nullable Range range;
  private @Nullable ColumnValues values;

  LazyColumn(
      ColumnName name, AttributeType type, @Nullable Dictionary dictionary, @Nullable Range range) {
    this.name = name;
    this.type = type;
    this.dictionary = dictionary;
    this.range = range;
  }

  /// The values, in arrays that nobody changes. Called once.
  abstract ColumnValues unfold();

  @Override
  public ColumnName name() {
    return name;
  }

  @Override
  public AttributeType type() {
    return type;
  }

  @Override
  public @Nullable Dictionary dictionary() {
    return dictionary;
  }

  @Override
  public @Nullable Range range() {
    return range;
  }

  @Override
  public synchronized ColumnValues values() {
    ColumnValues unfolded = values;
    if (unfolded == null) {
      unfolded = unfold();
      values = unfolded;
    }
    return unfolded;
  }
}
