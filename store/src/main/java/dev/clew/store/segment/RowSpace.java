package dev.clew.store.segment;

/// What the row numbers of a column count. Columns of resources and scopes are in the spans' space:
/// every span shows the value of its own resource.
public enum RowSpace {
  SPAN,
  EVENT,
  LINK
}
