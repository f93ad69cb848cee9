/// Spans of SQL statements, of PostgreSQL and every other database that JDBC reaches.
///
/// Open {@link dev.clew.instrumentation.jdbc.JdbcTracing} first: it holds what can be chosen, and
/// wraps a data source. What it wraps are proxies of `java.sql`'s interfaces: `DataSourceProxy`
/// makes a `ConnectionProxy`, that one a `StatementProxy`, which runs each statement in a span,
/// and, where rows are counted, a `ResultSetProxy`. Proxies have whatever methods the running
/// Java's interfaces have. The spans are made by OpenTelemetry's `Instrumenter`, so that beside an
/// agent or another instrumentation there is one span an operation.
@NullMarked
package dev.clew.instrumentation.jdbc;

import org.jspecify.annotations.NullMarked;
