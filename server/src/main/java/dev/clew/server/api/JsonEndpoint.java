package dev.clew.server.api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.clew.server.json.JsonText;
import dev.clew.server.stream.StreamedAnswer;
import dev.clew.store.StoreSnapshot;
import java.util.Set;

/// An endpoint that asks a snapshot of the store something and answers with a JSON object.
final class JsonEndpoint implements HttpService {
  private final Questions questions;
  private final Set<String> parameters;
  private final Question question;

  /// @param parameters which ones the endpoint has
  JsonEndpoint(Questions questions, Set<String> parameters, Question question) {
    this.questions = questions;
    this.parameters = Set.copyOf(parameters);
    this.question = question;
  }

  /// Finds the answer, and says how to write it.
  @FunctionalInterface
  interface Question {
    JsonText.Fields ask(
        ServiceRequestContext context, Parameters parameters, StoreSnapshot snapshot);
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    Parameters given = new Parameters(context.queryParams(), parameters);
    return StreamedAnswer.ok(
        context,
        MediaType.JSON,
        out -> {
          try (StoreSnapshot snapshot = questions.snapshot()) {
            JsonText.Fields answer = question.ask(context, given, snapshot);
            try (JsonGenerator json = JsonText.FACTORY.createGenerator(out)) {
              json.writeStartObject();
              answer.write(json);
              json.writeEndObject();
            }
          }
        },
        ApiErrors::answer);
  }
}
