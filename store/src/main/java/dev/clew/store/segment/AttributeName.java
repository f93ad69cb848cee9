package dev.clew.store.segment;

/// The column or columns (one a type) of an attribute key.
///
/// @param key as it was sent, unquoted; may be empty
public record AttributeName(AttributeScope scope, String key) implements ColumnName {
  @Override
  public RowSpace space() {
    return scope.space();
  }

  @Override
  public String label() {
    return scope.prefix() + "." + key;
  }
}
