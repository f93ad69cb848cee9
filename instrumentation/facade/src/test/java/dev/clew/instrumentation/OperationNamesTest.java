package dev.clew.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.instrumentation.fixtures.Row;
import dev.clew.instrumentation.test.CollectedSpans;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// How the spans of operations are named, and their attributes.
class OperationNamesTest {
  @RegisterExtension final CollectedSpans spans = CollectedSpans.create();

  @Test
  @Row({"4.059", "4.060"})
  void namesTheSpanOfAQueryAsItIsTold() {
    OperationTracer plain =
        OperationTracer.create(Tracing.tracer("mangamotion")).withNames(OperationNames.PLAIN);
    plain.traceDatabaseOperation(
        "SELECT", "users", () -> Tracing.setAttribute("user.id", "user-123"));
    spans.assertTree(
        """
        db.query  CLIENT  UNSET
          . db.operation = "SELECT"
          . db.table = "users"
          . user.id = "user-123"
        """);
  }

  @Test
  @Row({"1.068", "3.116"})
  void namesSpansInTheStyleThatIsChosen() {
    List<OperationNames> styles =
        List.of(
            OperationNames.DOTTED,
            OperationNames.DOTTED_KEYS,
            OperationNames.SPACED,
            OperationNames.PLAIN,
            OperationNames.PLAIN_TARGET,
            OperationNames.VERB_OBJECT);
    for (OperationNames style : styles) {
      OperationTracer tracer = OperationTracer.create(Tracing.tracer("t")).withNames(style);
      tracer.traceCacheOperation("get", "blueprint:123", () -> {});
      tracer.traceDatabaseOperation("SELECT", "blueprints", () -> {});
      tracer.traceExternalCall("blueprint-service:3001", "GET", "/validate", () -> {});
    }
    assertThat(spans.all())
        .extracting(SpanData::getName)
        .containsExactly(
            "cache.get",
            "db.select.blueprints",
            "http.get.blueprint-service:3001",
            "cache.get.blueprint:123",
            "db.select.blueprints",
            "http.get.blueprint-service:3001",
            "cache.get blueprint:123",
            "db.SELECT blueprints",
            "HTTP GET blueprint-service:3001/validate",
            "cache.get",
            "db.query",
            "http.request",
            "cache.get",
            "db.query.blueprints",
            "http.request.blueprint-service:3001",
            "redis-get",
            "db-query",
            "http-request");
  }

  @Test
  @Row({"0.088"})
  void theKeysHaveNamesToBeSetBy() {
    Tracing.withSpan(
        "auth.login",
        () ->
            Tracing.setSpanAttributes(
                SemanticAttributes.USER_ID,
                "user-123",
                SemanticAttributes.USER_IS_ADMIN,
                true,
                SemanticAttributes.HTTP_METHOD,
                "POST"));
    spans.assertTree(
        """
        auth.login
          . user.id = "user-123"
          . user.is_admin = true
          . http.method = "POST"
        """);
  }
}
