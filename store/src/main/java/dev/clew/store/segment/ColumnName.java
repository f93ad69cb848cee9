package dev.clew.store.segment;

/// What a column of a segment holds: a field that every span (event, link) has, or an attribute.
public sealed interface ColumnName permits Field, AttributeName {
  /// Of what the rows are.
  RowSpace space();

  /// The name that TraceQL, SQL and files use: `duration`, `span.http.route`.
  String label();
}
