package dev.clew.server.api;

import com.linecorp.armeria.server.ServiceRequestContext;
import dev.clew.query.Operation;
import dev.clew.query.QueryBounds;
import dev.clew.server.json.JsonText;
import dev.clew.store.StoreSnapshot;
import dev.clew.store.segment.AttributeName;
import dev.clew.store.segment.AttributeScope;
import dev.clew.traceql.Attribute;
import dev.clew.traceql.Comparison;
import dev.clew.traceql.ComparisonOperator;
import dev.clew.traceql.Expression;
import dev.clew.traceql.Intrinsic;
import dev.clew.traceql.Query;
import dev.clew.traceql.Scope;
import dev.clew.traceql.SpansetFilter;
import dev.clew.traceql.Static;
import dev.clew.traceql.TraceQl;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What there is to ask for: services, operations, attribute keys and their values.
final class Names {
  static final Set<String> SERVICES_PARAMETERS = Set.of("start", "end");
  static final Set<String> OPERATIONS_PARAMETERS = Set.of("service", "start", "end");
  static final Set<String> KEYS_PARAMETERS = Set.of("scope", "q", "start", "end", "limit");
  static final Set<String> VALUES_PARAMETERS = Set.of("name", "q", "start", "end", "limit");

  private static final int DEFAULT_LIMIT = 1000;
  private static final int MAX_LIMIT = 100_000;

  private final Questions questions;

  Names(Questions questions) {
    this.questions = questions;
  }

  /// `GET services`.
  JsonText.Fields services(
      ServiceRequestContext context, Parameters parameters, StoreSnapshot snapshot) {
    List<String> services = questions.engine().services(snapshot, bounds(context, parameters));
    return json -> {
      json.writeArrayFieldStart("services");
      for (String service : services) {
        json.writeString(service);
      }
      json.writeEndArray();
    };
  }

  /// `GET operations`.
  JsonText.Fields operations(
      ServiceRequestContext context, Parameters parameters, StoreSnapshot snapshot) {
    List<Operation> operations =
        questions
            .engine()
            .operations(snapshot, parameters.text("service"), null, bounds(context, parameters));
    return json -> {
      json.writeArrayFieldStart("operations");
      for (Operation operation : operations) {
        json.writeStartObject();
        json.writeStringField("name", operation.name());
        json.writeNumberField("kind", operation.kind());
        json.writeEndObject();
      }
      json.writeEndArray();
    };
  }

  /// `GET keys`.
  JsonText.Fields keys(
      ServiceRequestContext context, Parameters parameters, StoreSnapshot snapshot) {
    int limit = parameters.number("limit", DEFAULT_LIMIT, 1, MAX_LIMIT);
    List<AttributeName> names =
        questions
            .engine()
            .attributeNames(
                snapshot,
                scope(parameters.text("scope")),
                parameters.query(),
                limit + 1,
                bounds(context, parameters));
    return json -> {
      json.writeArrayFieldStart("keys");
      for (AttributeName name : names.subList(0, Math.min(limit, names.size()))) {
        json.writeStartObject();
        json.writeStringField("scope", name.scope().prefix());
        json.writeStringField("key", name.key());
        json.writeStringField("name", traceQl(name));
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeBooleanField("limitReached", names.size() > limit);
    };
  }

  /// `GET values`.
  JsonText.Fields values(
      ServiceRequestContext context, Parameters parameters, StoreSnapshot snapshot) {
    int limit = parameters.number("limit", DEFAULT_LIMIT, 1, MAX_LIMIT);
    List<Static> values =
        questions
            .engine()
            .values(
                snapshot,
                field(parameters.required("name")),
                parameters.query(),
                limit + 1,
                bounds(context, parameters));
    return json -> {
      json.writeArrayFieldStart("values");
      for (Static value : values.subList(0, Math.min(limit, values.size()))) {
        StaticJson.write(value, json);
      }
      json.writeEndArray();
      json.writeBooleanField("limitReached", values.size() > limit);
    };
  }

  private QueryBounds bounds(ServiceRequestContext context, Parameters parameters) {
    return questions.within(context, parameters.window());
  }

  private static @Nullable AttributeScope scope(@Nullable String text) {
    if (text == null) {
      return null;
    }
    for (AttributeScope scope : AttributeScope.values()) {
      if (scope.prefix().equals(text)) {
        return scope;
      }
    }
    throw ApiException.badRequest(
        "unknown scope '"
            + text
            + "', known are "
            + Arrays.stream(AttributeScope.values())
                .map(AttributeScope::prefix)
                .collect(Collectors.joining(", ")));
  }

  private static String traceQl(AttributeName name) {
    return new Attribute(Scope.valueOf(name.scope().name()), name.key()).toString();
  }

  /// Reads the name of an attribute or intrinsic as TraceQL has it, by way of a filter about it.
  private static Expression field(String name) {
    Query query = TraceQl.parse("{ " + name + " != nil }");
    if (query.root()
            instanceof
            SpansetFilter(Comparison(ComparisonOperator operator, Expression left, Static.Nil _))
        && operator == ComparisonOperator.NOT_EQUAL
        && (left instanceof Attribute || left instanceof Intrinsic)) {
      return left;
    }
    throw ApiException.badRequest(
        "'" + name + "' is not the name of an attribute or intrinsic, such as span.http.route");
  }
}
