package dev.clew.server.form;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.query.filter.SpanFilter;
import dev.clew.traceql.Expression;
import dev.clew.traceql.Logical;
import dev.clew.traceql.LogicalOperator;
import dev.clew.traceql.Query;
import dev.clew.traceql.SpansetFilter;
import dev.clew.traceql.TraceQl;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchFormTest {
  private static final String[] KEYS = {
    "http.method",
    "error",
    "span.kind",
    "otel.status_code",
    "otel.status_description",
    "otel.scope.name",
    "otel.scope.version",
    "event",
    "we ird\"\\key",
    "a=b",
    "{",
    "größe",
    "0",
    " "
  };
  private static final String[] VALUES = {
    "GET",
    "true",
    "false",
    "200",
    "-1",
    "0.5",
    "1e3",
    "server",
    "ERROR",
    "",
    " ",
    "a b",
    "\"",
    "\\",
    "x\"} || {",
    "=",
    "{\"a\":\"b\"}",
    "日本語 🐟",
    "99999999999999999999",
    "NaN",
    "\n\t"
  };
  private static final String[] NAMES = {"shop", "GET /a b", "\"", "x\\", "all", "-", "nil", "1s"};

  @Test
  void everyFormIsReadBackFromItsQuery() throws FormFault {
    for (int seed = 0; seed < 20_000; seed++) {
      Random random = new Random(seed);
      SearchForm form = random(random);
      Query query = form.toQuery();
      assertThat(SearchForm.of(query)).as("seed %s", seed).contains(form);
      Query parsed = TraceQl.parse(query.toString());
      assertThat(parsed).as("seed %s", seed).isEqualTo(query);
      assertThat(SearchForm.of(parsed)).as("seed %s", seed).contains(form);
      assertThat(FormTags.read(FormTags.write(form.tags())))
          .as("seed %s", seed)
          .isEqualTo(form.tags());
      SpanFilter.of(parsed);
    }
  }

  @Test
  void theOrderOfTheConditionsDoesNotMatter() {
    for (int seed = 0; seed < 2_000; seed++) {
      Random random = new Random(seed);
      SearchForm form = random(random);
      if (condition(form.toQuery()) instanceof Logical all
          && all.operator() == LogicalOperator.AND) {
        List<Expression> shuffled = new ArrayList<>(all.operands());
        Collections.shuffle(shuffled, random);
        assertThat(SearchForm.of(Query.filter(Logical.and(shuffled))))
            .as("seed %s", seed)
            .contains(form);
      }
    }
  }

  @Test
  void aConditionMoreIsMoreThanTheFormCanSay() {
    for (int seed = 0; seed < 2_000; seed++) {
      Random random = new Random(seed);
      Expression condition = condition(random(random).toQuery());
      for (String more : List.of("status = error", "span.a = 1", "duration > 1s", "true")) {
        String text = "{ (" + condition + ") && " + more + " }";
        assertThat(SearchForm.of(TraceQl.parse(text))).as("seed %s: %s", seed, text).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ name = \"a\" && name = \"b\" }",
        "{ name = \"\" }",
        "{ resource.service.name = \"\" }",
        "{ .service.name = \"shop\" }",
        "{ resource.service.name =~ \"shop\" }",
        "{ resource.service.name = \"shop\" || name = \"a\" }",
        "{ duration >= -1s }",
        "{ duration >= 1 }",
        "{ duration = 1s }",
        "{ trace:duration > 1s }",
        "{ duration >= 2s && duration <= 1s }",
        "{ trace:duration >= 2s && trace:duration <= 1s }",
        "{ false }",
        "{ span.a = \"b\" || resource.a = \"b\" || instrumentation.a = \"b\" }",
        "{ span.a = \"b\" || resource.a = \"b\" || instrumentation.a = \"b\" || event.a = \"c\" }",
      })
  void whatNoFormSaysHasNone(String query) {
    assertThat(SearchForm.of(TraceQl.parse(query))).isEmpty();
  }

  @Test
  void theEmptyFormIsTheQueryThatEverySpanMatches() {
    SearchForm empty = new SearchForm(null, null, Map.of(), DurationRange.ALL, DurationRange.ALL);
    assertThat(empty.toQuery()).hasToString("{ }");
    assertThat(SearchForm.of(TraceQl.parse("{ true }"))).contains(empty);
  }

  @Test
  void aQueryOfMoreTagsThanAFormMayHaveHasNone() {
    Map<String, String> tags = new LinkedHashMap<>();
    for (int i = 0; i <= FormTags.MAX_TAGS; i++) {
      tags.put("k" + i, "v");
    }
    Query query = new SearchForm(null, null, tags, DurationRange.ALL, DurationRange.ALL).toQuery();
    assertThat(SearchForm.of(query)).isEmpty();
  }

  private static Expression condition(Query query) {
    return switch (query.root()) {
      case SpansetFilter(Expression condition) -> condition;
    };
  }

  private static SearchForm random(Random random) {
    Map<String, String> tags = new LinkedHashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      tags.put(pick(random, KEYS), pick(random, VALUES));
    }
    return new SearchForm(
        random.nextBoolean() ? null : pick(random, NAMES),
        random.nextBoolean() ? null : pick(random, NAMES),
        tags,
        durations(random),
        durations(random));
  }

  private static DurationRange durations(Random random) {
    DurationRange range = new DurationRange(duration(random), duration(random));
    return range.isEmpty() ? new DurationRange(range.maxNanos(), range.minNanos()) : range;
  }

  private static @Nullable Long duration(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> 0L;
      case 1 -> Long.MAX_VALUE;
      case 2 -> random.nextLong() >>> random.nextInt(1, 64);
      default -> null;
    };
  }

  private static String pick(Random random, String[] from) {
    return from[random.nextInt(from.length)];
  }
}
