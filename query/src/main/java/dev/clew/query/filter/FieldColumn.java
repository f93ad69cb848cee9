package dev.clew.query.filter;

import dev.clew.query.read.Column;

/// One of the columns in which the values of a field stand, and how to understand them.
record FieldColumn(ValueKind kind, Column column) {}
