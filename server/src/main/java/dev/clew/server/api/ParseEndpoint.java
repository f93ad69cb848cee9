package dev.clew.server.api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.clew.query.filter.Regex;
import dev.clew.query.filter.SpanFilter;
import dev.clew.query.read.QueryException;
import dev.clew.server.form.DurationRange;
import dev.clew.server.form.FormFault;
import dev.clew.server.form.FormTags;
import dev.clew.server.form.SearchForm;
import dev.clew.server.json.JsonText;
import dev.clew.traceql.Query;
import dev.clew.traceql.Static;
import dev.clew.traceql.TraceQl;
import dev.clew.traceql.TraceQlException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `GET traceql/parse`: a query, given as TraceQL or as the fields of Jaeger's search form, checked
/// and told in both ways. Asks no store.
final class ParseEndpoint implements HttpService {
  private static final String TAGS = "tags";
  private static final String TAG = "tag";
  private static final Set<String> PARAMETERS =
      Set.of(
          "q",
          "service",
          "operation",
          TAGS,
          TAG,
          "minDuration",
          "maxDuration",
          "minTraceDuration",
          "maxTraceDuration");

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    Parameters parameters = new Parameters(context.queryParams(), PARAMETERS);
    return HttpResponse.of(HttpStatus.OK, MediaType.JSON, JsonText.object(answer(parameters)));
  }

  private static JsonText.Fields answer(Parameters parameters) {
    String text = parameters.text("q");
    if (text == null) {
      return ofForm(parameters);
    }
    if (PARAMETERS.stream().anyMatch(name -> !name.equals("q") && parameters.text(name) != null)) {
      throw ApiException.badRequest("either 'q' or the fields of a form are wanted, not both");
    }
    try {
      return meaning(usable(text));
    } catch (TraceQlException e) {
      return fault(null, e.problem(), e.offset(), e.length());
    } catch (QueryException e) {
      return fault(null, String.valueOf(e.getMessage()), 0, text.length());
    }
  }

  private static JsonText.Fields ofForm(Parameters parameters) {
    try {
      return meaning(usable(form(parameters).toQuery().toString()));
    } catch (FormFault e) {
      return fault(e.field(), e.problem(), e.offset(), e.length());
    } catch (TraceQlException e) {
      return fault(TAGS, "the form's query is too large: " + e.problem(), 0, 0);
    }
  }

  /// A query that a search would take too.
  private static Query usable(String text) {
    Query query = TraceQl.parse(text, Regex::fault);
    SpanFilter.of(query);
    return query;
  }

  private static SearchForm form(Parameters parameters) throws FormFault {
    Map<String, String> tags = new LinkedHashMap<>();
    for (String tag : parameters.all(TAG)) {
      FormTags.addPair(tag, tags);
    }
    String several = parameters.text(TAGS);
    if (several != null) {
      tags.putAll(FormTags.read(several));
    }
    return new SearchForm(
        parameters.text("service"),
        parameters.text("operation"),
        tags,
        durations(parameters, "minDuration", "maxDuration"),
        durations(parameters, "minTraceDuration", "maxTraceDuration"));
  }

  private static DurationRange durations(Parameters parameters, String min, String max)
      throws FormFault {
    return DurationRange.read(min, parameters.text(min), max, parameters.text(max));
  }

  private static JsonText.Fields meaning(Query query) {
    Optional<SearchForm> form = SearchForm.of(query);
    return json -> {
      json.writeBooleanField("valid", true);
      json.writeStringField("query", query.toString());
      if (form.isPresent()) {
        form(form.get(), json);
      } else {
        json.writeNullField("form");
      }
    };
  }

  private static void form(SearchForm form, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("form");
    json.writeStringField("service", orEmpty(form.service()));
    json.writeStringField("operation", orEmpty(form.operation()));
    json.writeStringField(TAGS, FormTags.write(form.tags()));
    json.writeStringField("minDuration", text(form.duration().minNanos()));
    json.writeStringField("maxDuration", text(form.duration().maxNanos()));
    json.writeStringField("minTraceDuration", text(form.traceDuration().minNanos()));
    json.writeStringField("maxTraceDuration", text(form.traceDuration().maxNanos()));
    json.writeEndObject();
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static String text(@Nullable Long nanos) {
    return nanos == null ? "" : new Static.Duration(nanos).toString();
  }

  private static JsonText.Fields fault(
      @Nullable String field, String message, int offset, int length) {
    return json -> {
      json.writeBooleanField("valid", false);
      json.writeObjectFieldStart("error");
      json.writeStringField("message", message);
      if (field != null) {
        json.writeStringField("field", field);
      }
      json.writeNumberField("offset", offset);
      json.writeNumberField("length", length);
      json.writeEndObject();
    };
  }
}
