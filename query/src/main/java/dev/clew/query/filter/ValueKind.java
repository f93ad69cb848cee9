package dev.clew.query.filter;

/// How the words or entries of a column are to be understood.
enum ValueKind {
  STRING,
  INT,
  DURATION,
  DOUBLE,
  BOOL,
  /// OTLP's number of a status; unknown ones read as unset.
  STATUS,
  /// OTLP's number of a span kind; unknown ones read as unspecified.
  KIND,
  /// An array of elements of one type, or of nothing that can be queried.
  ARRAY,
  /// Bytes and key-value lists: there, but equal to nothing and different from nothing.
  OPAQUE
}
