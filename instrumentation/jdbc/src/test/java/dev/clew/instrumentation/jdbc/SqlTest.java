package dev.clew.instrumentation.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.instrumentation.api.incubator.semconv.db.SqlDialect;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SqlTest {
  private static Sql of(String statement) {
    return Sql.of(statement, SqlDialect.DOUBLE_QUOTES_ARE_IDENTIFIERS);
  }

  @Test
  void namesOperationAndFirstTable() {
    assertThat(of("select * from a join b on a.id = b.id").collection()).isEqualTo("a");
    assertThat(of("select * from a join b on a.id = b.id").summary()).isEqualTo("select a b");
    assertThat(of("update public.users set x = 1").collection()).isEqualTo("public.users");
    assertThat(of("select 1 from \"My Table\"").collection()).isEqualTo("My Table");
    assertThat(of("insert into a values (1); select * from b").operation()).isEqualTo("INSERT");
    assertThat(of("create table a (id int)").operation()).isEqualTo("CREATE TABLE");
    assertThat(of("call p(1)").procedure()).isEqualTo("p");
  }

  @Test
  void goesByTheFirstWordWhereItKnowsNoOperation() {
    assertThat(of("vacuum full").operation()).isEqualTo("VACUUM");
    assertThat(of("  set search_path = x").operation()).isEqualTo("SET");
    assertThat(of("").operation()).isEqualTo("SQL");
    assertThat(of("12345").operation()).isEqualTo("SQL");
  }

  @Test
  void showsNoLiteral() {
    assertThat(of("select 'secret', 17, 1.5e3, x'ab', $$secret$$ from a").text())
        .isEqualTo("select ?, ?, ?, x?, ? from a");
    assertThat(of("select E'it\\'s secret', 'more' from a").text()).isEqualTo("select E?");
    assertThat(of("select 'never closed secret").text()).doesNotContain("secret");
    assertThat(of("select $tag$secret$tag$, 2").text()).doesNotContain("secret");
    Sql elsewhere =
        Sql.of("select \"a\\\"b secret\"", SqlDialect.DOUBLE_QUOTES_ARE_STRING_LITERALS);
    assertThat(elsewhere.text()).isEqualTo("select ?");
  }

  @Test
  void showsNoTextLiteralWhateverItHolds() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<String> pieces =
        List.of("''", "\\", "\"", "--", "/*", "*/", "$$", ";", "select", "\n", "{", "é", " ", "`");
    for (int run = 0; run < 20_000; run++) {
      StringBuilder literal = new StringBuilder("zq");
      for (int i = random.nextInt(6); i > 0; i--) {
        literal.append(pieces.get(random.nextInt(pieces.size()))).append("zq");
      }
      String statement = "select a from b where c = '" + literal + "' and d = 'zq'";
      assertThat(of(statement).text()).as("seed %d: %s", seed, statement).doesNotContain("zq");
    }
  }
}
