package dev.clew.instrumentation.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.clew.instrumentation.test.CollectedSpans;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DocTest {
  @RegisterExtension final CollectedSpans spans = CollectedSpans.create();

  @Test
  void theExamplesWork() throws Exception {
    try (TestDatabase database = new TestDatabase();
        HikariDataSource pool = new HikariDataSource(config(database))) {
      assertThat(DocExamples.oneLine(config(database))).isEqualTo("bridge");
      TestDatabase.run(DocExamples.choices(pool), "update blueprints set name = 'x' where id = 1");
      spans.assertTree(
          """
          SELECT blueprints  CLIENT
          db.UPDATE blueprints  CLIENT
            . db.client.connection.used = 1
          """);
    }
  }

  private static HikariConfig config(TestDatabase database) {
    HikariConfig config = new HikariConfig();
    config.setDataSource(database.source());
    config.setMaximumPoolSize(2);
    return config;
  }
}
