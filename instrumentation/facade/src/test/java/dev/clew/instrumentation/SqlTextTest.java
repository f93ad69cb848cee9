package dev.clew.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SqlTextTest {
  @Test
  void hidesTextsAndNumbers() {
    assertShown("SELECT * FROM users WHERE id = 42", "SELECT * FROM users WHERE id = ?");
    assertShown("WHERE name = 'O''Brien' AND x = 1.5e-3", "WHERE name = ? AND x = ?");
    assertShown(
        "VALUES (-7, 0xFF, E'it\\'s', B'01', $$a'b$$, $t$c$$d$t$)", "VALUES (-?, ?, ?, ?, ?, ?)");
    assertShown("SELECT 'never closed, 42", "SELECT ?");
    assertShown("SELECT $$never closed", "SELECT ?");
  }

  @Test
  void keepsNamesAndPlaceholders() {
    assertShown(
        "SELECT t2.\"Col 7\" FROM t2 WHERE a = $1 AND b = ?",
        "SELECT t2.\"Col 7\" FROM t2 WHERE a = $1 AND b = ?");
  }

  @Test
  void leavesCommentsAndLinesOut() {
    assertShown("SELECT 1 -- for ada@example.org\n  FROM /* 42 */ t", "SELECT ? FROM t");
    assertShown("SELECT 1 /* never closed 42", "SELECT ?");
  }

  @Test
  void readsTheQuotesOfMysql() {
    assertThat(SqlText.withoutValues("SELECT `a b` WHERE c = \"x\\\"y\" AND d = 'p\\'q'", "mysql"))
        .isEqualTo("SELECT `a b` WHERE c = ? AND d = ?");
  }

  @Test
  void takesTextsOfAnyLength() {
    String quotes = "''".repeat(1_000_000);
    assertShown("SELECT '" + quotes + "'", "SELECT ?");
    assertThat(SqlText.withoutValues("a ".repeat(1_000_000), null)).hasSize(1023);
  }

  private static void assertShown(String sql, String shown) {
    assertThat(SqlText.withoutValues(sql, "postgresql")).isEqualTo(shown);
  }
}
