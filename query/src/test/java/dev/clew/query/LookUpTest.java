package dev.clew.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.query.TestSegments.Kind;
import dev.clew.query.read.Cancellation;
import dev.clew.query.read.QueryLimits;
import dev.clew.query.read.TimeWindow;
import dev.clew.store.segment.AttributeName;
import dev.clew.store.segment.AttributeScope;
import dev.clew.traceql.Query;
import dev.clew.traceql.SpanKind;
import dev.clew.traceql.Static;
import dev.clew.traceql.TraceQl;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LookUpTest {
  private static final Query EVERYTHING = Query.filter(new Static.Bool(true));

  private final QueryEngine engine = new QueryEngine();

  @TempDir Path directory;

  @Test
  void servicesOperationsAndKeysAreThoseOfTheSpansInTheWindow() {
    TestSegments segments = new TestSegments(directory);
    for (int seed = 0; seed < 30; seed++) {
      Random random = new Random(seed);
      List<TestSpan> spans = new RandomSpans(random).traces(1 + random.nextInt(8));
      TestSnapshot snapshot = segments.cut(spans, random, List.of(Kind.LIVE, Kind.BLOCK));
      long from = 900L + random.nextInt(1000);
      TimeWindow window =
          random.nextInt(3) == 0 ? TimeWindow.ALL : new TimeWindow(from, from + 300);
      QueryBounds bounds = new QueryBounds(window, QueryLimits.DEFAULT, Cancellation.NONE);
      List<TestSpan> inWindow = new Oracle(spans).matching(EVERYTHING, window);
      String context = "seed " + seed;

      assertThat(engine.services(snapshot, bounds)).as(context).isEqualTo(services(inWindow));
      assertThat(engine.operations(snapshot, null, null, bounds))
          .as(context)
          .isEqualTo(operations(inWindow));
      assertThat(engine.operations(snapshot, "cart", SpanKind.CLIENT, bounds))
          .as(context)
          .isEqualTo(
              operations(
                  inWindow.stream()
                      .filter(s -> s.service().equals("cart") && s.kind() == 3)
                      .toList()));
      assertThat(new HashSet<>(engine.attributeNames(snapshot, null, null, 1000, bounds)))
          .as(context)
          .isEqualTo(names(inWindow));
      assertThat(
              engine.attributeNames(
                  snapshot, AttributeScope.SPAN, TraceQl.parse("{ status = error }"), 1, bounds))
          .as(context)
          .isEqualTo(
              names(inWindow.stream().filter(s -> s.status() == 2).toList()).stream()
                  .filter(n -> n.scope() == AttributeScope.SPAN)
                  .sorted((a, b) -> a.key().compareTo(b.key()))
                  .limit(1)
                  .toList());
    }
  }

  private static List<String> services(Collection<TestSpan> spans) {
    Set<String> names = new TreeSet<>();
    for (TestSpan span : spans) {
      if (span.resource().attributes().get("service.name") instanceof String name) {
        names.add(name);
      }
    }
    return List.copyOf(names);
  }

  private static List<Operation> operations(Collection<TestSpan> spans) {
    return spans.stream().map(s -> new Operation(s.name(), s.kind())).distinct().sorted().toList();
  }

  private static Set<AttributeName> names(Collection<TestSpan> spans) {
    Set<AttributeName> names = new HashSet<>();
    for (TestSpan span : spans) {
      add(AttributeScope.SPAN, span.attributes(), names);
      add(AttributeScope.RESOURCE, span.resource().attributes(), names);
      add(AttributeScope.INSTRUMENTATION, span.resource().scopeAttributes(), names);
      span.events().forEach(e -> add(AttributeScope.EVENT, e.attributes(), names));
      span.links().forEach(l -> add(AttributeScope.LINK, l.attributes(), names));
    }
    return names;
  }

  private static void add(
      AttributeScope scope, Map<String, Object> attributes, Set<AttributeName> into) {
    new ArrayList<>(attributes.entrySet())
        .forEach(
            e -> {
              if (e.getValue() != TestSpan.EMPTY) {
                into.add(new AttributeName(scope, e.getKey()));
              }
            });
  }
}
