package dev.clew.traceql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Trees made by hand, as translations of other query forms make them.
class TreeTest {
  @Test
  void printsATranslatedSearchForm() {
    Expression condition =
        Logical.and(
            List.of(
                Comparison.equal(Attribute.resource("service.name"), new Static.Str("shop \"A\"")),
                Comparison.equal(Intrinsic.NAME, new Static.Str("GET /")),
                new Comparison(
                    ComparisonOperator.GREATER_EQUAL,
                    Intrinsic.DURATION,
                    new Static.Duration(1_500_000)),
                Logical.or(
                    List.of(
                        Comparison.equal(Attribute.any("user id"), new Static.Str("7")),
                        Comparison.equal(Attribute.any("user id"), new Static.Int(7))))));
    assertThat(Query.filter(condition))
        .hasToString(
            "{ resource.service.name = \"shop \\\"A\\\"\" && name = \"GET /\""
                + " && duration >= 1.5ms && (.\"user id\" = \"7\" || .\"user id\" = 7) }");
  }

  @Test
  void joinsNoConditions() {
    assertThat(Query.filter(Logical.and(List.of()))).hasToString("{ }");
    assertThat(Query.filter(Logical.or(List.of()))).hasToString("{ false }");
  }

  @Test
  void givesTheOperandsOfAChainFlat() {
    Query query = TraceQl.parse("{ .a || .b || (.c || .d && .e) || !.f }");
    assertThat(query.root())
        .isInstanceOfSatisfying(
            SpansetFilter.class,
            filter ->
                assertThat(((Logical) filter.condition()).operands())
                    .map(Expression::toString)
                    .containsExactly(".a", ".b", ".c || .d && .e", "!.f"));
  }

  @Test
  void tellsChainsApart() {
    assertThat(TraceQl.parse("{ .a || .b || .c }"))
        .isEqualTo(TraceQl.parse("{ (.a || .b) || .c }"))
        .isNotEqualTo(TraceQl.parse("{ .a || (.b || .c) }"))
        .isNotEqualTo(TraceQl.parse("{ .a && .b || .c }"))
        .isNotEqualTo(TraceQl.parse("{ .b || .c }"))
        .isNotEqualTo(TraceQl.parse("{ .x || .b || .c }"));
  }

  @Test
  void refusesClashingTypesWithoutAParser() {
    assertThatThrownBy(() -> Comparison.equal(Intrinsic.DURATION, new Static.Str("1s")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("cannot compare duration with string");
    assertThatThrownBy(() -> Query.filter(Intrinsic.NAME))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a filter needs a boolean or an attribute, not a string");
    assertThatThrownBy(() -> new Not(Intrinsic.DURATION))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Negate(Intrinsic.NAME))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Arithmetic(ArithmeticOperator.ADD, Intrinsic.NAME, Intrinsic.NAME))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> new Logical(LogicalOperator.OR, Attribute.any("a"), Intrinsic.CHILD_COUNT))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @EnumSource(Intrinsic.class)
  void everyIntrinsicHasAWordOfItsOwn(Intrinsic intrinsic) {
    assertThat(Intrinsic.named(intrinsic.text())).isEqualTo(intrinsic);
    assertThat(TraceQl.parse("{ " + intrinsic.text() + " != nil }"))
        .isEqualTo(
            Query.filter(
                new Comparison(ComparisonOperator.NOT_EQUAL, intrinsic, new Static.Nil())));
  }

  @Test
  void knowsTypesBeforeAnySpanIsSeen() {
    Attribute attribute = Attribute.span("a");
    Static one = new Static.Int(1);
    assertThat(attribute.type()).isEqualTo(Type.DYNAMIC);
    assertThat(new Negate(Intrinsic.DURATION).type()).isEqualTo(Type.DURATION);
    assertThat(new Arithmetic(ArithmeticOperator.ADD, Intrinsic.CHILD_COUNT, one).type())
        .isEqualTo(Type.INT);
    assertThat(new Arithmetic(ArithmeticOperator.ADD, attribute, one).type())
        .isEqualTo(Type.DYNAMIC);
    assertThat(new Arithmetic(ArithmeticOperator.ADD, attribute, new Static.FloatValue(1)).type())
        .isEqualTo(Type.FLOAT);
    assertThat(new Arithmetic(ArithmeticOperator.MULTIPLY, Intrinsic.DURATION, one).type())
        .isEqualTo(Type.DURATION);
    assertThat(
            new Arithmetic(ArithmeticOperator.DIVIDE, Intrinsic.DURATION, Intrinsic.TRACE_DURATION)
                .type())
        .isEqualTo(Type.FLOAT);
    assertThat(new Not(attribute).type()).isEqualTo(Type.BOOL);
  }
}
