package dev.clew.instrumentation.jdbc;

import dev.clew.instrumentation.Instrumentations;
import io.opentelemetry.api.OpenTelemetry;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// What can be chosen about the spans of SQL statements.
///
/// ```java
/// JdbcTracing jdbc = JdbcTracing.builder()
///     .names(DbSpanNames.DOTTED)
///     .rowCounts(true)
///     .build();
/// DataSource traced = jdbc.wrap(new HikariDataSource(config));
/// ```
///
/// Each execution of a statement, and each batch, has a span whose parent is the current one. The
/// text of a statement is kept without its literals.
/// `OTEL_INSTRUMENTATION_JDBC_ENABLED=false` switches all of it off.
public final class JdbcTracing {
  private final Supplier<@Nullable OpenTelemetry> openTelemetry;
  private final DbSpanNames names;
  private final boolean oldNames;
  private final boolean rowCounts;
  private final boolean bindValues;
  private final boolean poolUsage;
  private final boolean sqlComment;
  private final boolean transactions;

  private JdbcTracing(Builder builder) {
    openTelemetry = builder.openTelemetry;
    names = builder.names;
    oldNames = builder.oldNames;
    rowCounts = builder.rowCounts;
    bindValues = builder.bindValues;
    poolUsage = builder.poolUsage;
    sqlComment = builder.sqlComment;
    transactions = builder.transactions;
  }

  /// Everything as it is by default, on the global OpenTelemetry from the moment it is set.
  ///
  /// ```java
  /// DataSource traced = JdbcTracing.create().wrap(dataSource);
  /// ```
  public static JdbcTracing create() {
    return builder().build();
  }

  /// Choices, none made yet.
  ///
  /// ```java
  /// JdbcTracing.builder().sqlComment(true).build();
  /// ```
  public static Builder builder() {
    return new Builder();
  }

  /// A data source whose statements have spans. Everything else is that of the given one, and
  /// `unwrap` gives it back. Where it is a pool, it is the pool to wrap, not what the pool draws
  /// from.
  ///
  /// ```java
  /// DataSource traced = JdbcTracing.create().wrap(dataSource);
  /// ```
  ///
  /// @return `AutoCloseable` where the given one is
  public DataSource wrap(DataSource dataSource) {
    PoolUsage pool = poolUsage ? PoolUsage.of(dataSource) : null;
    return DataSourceProxy.wrap(dataSource, new DbSpans(this, pool));
  }

  /// Null until one is set.
  @Nullable OpenTelemetry openTelemetry() {
    return openTelemetry.get();
  }

  DbSpanNames names() {
    return names;
  }

  boolean hasOldNames() {
    return oldNames;
  }

  boolean hasRowCounts() {
    return rowCounts;
  }

  boolean hasBindValues() {
    return bindValues;
  }

  boolean hasSqlComment() {
    return sqlComment;
  }

  boolean hasTransactions() {
    return transactions;
  }

  /// Collects choices.
  ///
  /// ```java
  /// JdbcTracing.Builder jdbc = JdbcTracing.builder();
  /// ```
  public static final class Builder {
    private Supplier<@Nullable OpenTelemetry> openTelemetry = Instrumentations::openTelemetry;
    private DbSpanNames names = DbSpanNames.OPERATION_COLLECTION;
    private boolean oldNames;
    private boolean rowCounts;
    private boolean bindValues;
    private boolean poolUsage;
    private boolean sqlComment;
    private boolean transactions;

    private Builder() {}

    /// An OpenTelemetry that is at hand, instead of the global one.
    ///
    /// ```java
    /// jdbc.openTelemetry(sdk);
    /// ```
    public Builder openTelemetry(OpenTelemetry given) {
      openTelemetry = () -> given;
      return this;
    }

    /// How spans are named; by default `SELECT users`.
    ///
    /// ```java
    /// jdbc.names(DbSpanNames.DB_QUERY_COLLECTION);
    /// ```
    public Builder names(DbSpanNames given) {
      names = given;
      return this;
    }

    /// Whether the attributes' older names, as `db.statement`, and `db.user` are sent beside the
    /// current ones; by default they are not.
    ///
    /// ```java
    /// jdbc.oldNames(true);
    /// ```
    public Builder oldNames(boolean wanted) {
      oldNames = wanted;
      return this;
    }

    /// Whether rows are counted: `db.response.returned_rows` those that the application reads with
    /// `next`, `db.response.affected_rows` those of an update; by default they are not. The span of
    /// a query then lasts until its rows have been read or its result is closed.
    ///
    /// ```java
    /// jdbc.rowCounts(true);
    /// ```
    public Builder rowCounts(boolean wanted) {
      rowCounts = wanted;
      return this;
    }

    /// Whether values bound to parameters become attributes, `db.query.parameter.0` the first; by
    /// default they do not, for they are your users' data. Of text the first 100 characters are
    /// kept, of bytes and objects their size or kind alone; where the statement speaks of
    /// passwords, tokens or other secrets, every value is `[redacted]`. Batches keep none.
    ///
    /// ```java
    /// jdbc.bindValues(true);
    /// ```
    public Builder bindValues(boolean wanted) {
      bindValues = wanted;
      return this;
    }

    /// Whether spans and metrics tell how the HikariCP pool is used; by default they do not. Other
    /// pools have no such figures.
    ///
    /// ```java
    /// jdbc.poolUsage(true);
    /// ```
    public Builder poolUsage(boolean wanted) {
      poolUsage = wanted;
      return this;
    }

    /// Whether a comment with `traceparent` goes to the database behind each statement, so that its
    /// log can be joined to the trace; by default none does. A prepared statement carries the
    /// context it was prepared in, and each one is new to the database's cache of plans. Statements
    /// with a comment of their own, and calls in braces, stay as they are.
    ///
    /// ```java
    /// jdbc.sqlComment(true);
    /// ```
    public Builder sqlComment(boolean wanted) {
      sqlComment = wanted;
      return this;
    }

    /// Whether `commit` and `rollback` have spans; by default they do not.
    ///
    /// ```java
    /// jdbc.transactions(true);
    /// ```
    public Builder transactions(boolean wanted) {
      transactions = wanted;
      return this;
    }

    /// The choices.
    ///
    /// ```java
    /// JdbcTracing tracing = jdbc.build();
    /// ```
    public JdbcTracing build() {
      return new JdbcTracing(this);
    }
  }
}
