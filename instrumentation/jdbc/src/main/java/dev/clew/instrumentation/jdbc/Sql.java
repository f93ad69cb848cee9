package dev.clew.instrumentation.jdbc;

import io.opentelemetry.instrumentation.api.incubator.semconv.db.SqlDialect;
import io.opentelemetry.instrumentation.api.incubator.semconv.db.SqlQuery;
import io.opentelemetry.instrumentation.api.incubator.semconv.db.SqlQueryAnalyzer;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A statement as it is told: what it does to which table, without its values.
///
/// @param text a question mark in the place of every literal
/// @param operation in capitals; `SQL` where there is no word to go by
/// @param collection the first table; null where none is named
/// @param procedure the stored procedure that is called; null for other statements
/// @param summary operations and tables in turn; null where nothing is known
record Sql(
    String text,
    String operation,
    @Nullable String collection,
    @Nullable String procedure,
    @Nullable String summary) {
  /// It remembers a thousand statements of up to 10 kB.
  private static final SqlQueryAnalyzer ANALYZER = SqlQueryAnalyzer.create(true);

  private static final Pattern FIRST_WORD = Pattern.compile("\\W*([A-Za-z]{2,20})\\b");

  /// Operation and table are read off a query that is of a pinned version: they are to be closed to
  /// callers in a later one.
  @SuppressWarnings("deprecation")
  static Sql of(String statement, SqlDialect dialect) {
    SqlQuery query = ANALYZER.analyzeWithSummary(statement, dialect);
    String operation = query.getOperationName();
    String collection = query.getCollectionName();
    return new Sql(
        safe(statement, query, dialect),
        operation == null ? firstWord(statement) : operation.toUpperCase(Locale.ROOT),
        collection == null ? null : collection.replaceAll("[\"`]", ""),
        query.getStoredProcedureName(),
        query.getQuerySummary());
  }

  /// What the analyser makes of quotes is not all that databases make of them: where a literal has
  /// a quote behind a backslash, or is never closed, nothing is shown from there on.
  private static String safe(String statement, SqlQuery query, SqlDialect dialect) {
    if (statement.contains("\\'") || statement.contains("\\\"")) {
      String before = statement.substring(0, firstQuote(statement));
      return ANALYZER.analyzeWithSummary(before, dialect).getQueryText() + "?";
    }
    String text = Objects.requireNonNullElse(query.getQueryText(), "");
    int left = text.indexOf('\'');
    return left < 0 ? text : text.substring(0, left) + "?";
  }

  private static int firstQuote(String statement) {
    int index = 0;
    while (statement.charAt(index) != '\'' && statement.charAt(index) != '"') {
      index++;
    }
    return index;
  }

  private static String firstWord(String statement) {
    Matcher word = FIRST_WORD.matcher(statement);
    return word.lookingAt() ? word.group(1).toUpperCase(Locale.ROOT) : "SQL";
  }
}
