package dev.clew.server.api;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.clew.server.json.JsonText;
import dev.clew.store.StoreStatus;
import java.time.Instant;

/// `GET status`: how the store is doing. Answers while it opens too.
final class StatusEndpoint implements HttpService {
  private final Questions questions;

  StatusEndpoint(Questions questions) {
    this.questions = questions;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    String problem = questions.gate().problem();
    byte[] body =
        problem.isEmpty()
            ? JsonText.object(
                json -> {
                  json.writeBooleanField("ready", true);
                  json.writeObjectFieldStart("store");
                  store(questions.gate().store().status()).write(json);
                  json.writeEndObject();
                })
            : JsonText.object(
                json -> {
                  json.writeBooleanField("ready", false);
                  json.writeStringField("reason", problem);
                });
    return HttpResponse.of(HttpStatus.OK, MediaType.JSON, body);
  }

  private static JsonText.Fields store(StoreStatus status) {
    return json -> {
      json.writeNumberField("storedSpans", status.storedSpans());
      json.writeNumberField("repeatedSpans", status.repeatedSpans());
      json.writeNumberField("refusedAppends", status.refusedAppends());
      json.writeNumberField("loggedBytes", status.loggedBytes());
      json.writeNumberField("replayedSpans", status.replayedSpans());
      json.writeNumberField("pendingAppends", status.pendingAppends());
      json.writeNumberField("pendingAppendBytes", status.pendingAppendBytes());
      json.writeNumberField("liveSpans", status.liveSpans());
      json.writeNumberField("liveBytes", status.liveBytes());
      json.writeNumberField("openGeneration", status.openGeneration());
      json.writeNumberField("waitingGenerations", status.waitingGenerations());
      json.writeNumberField("blocks", status.blocks());
      json.writeNumberField("blockBytes", status.blockBytes());
      json.writeNumberField("blockSpans", status.blockSpans());
      json.writeNumberField("manifest", status.manifest());
      json.writeArrayFieldStart("problems");
      for (StoreStatus.Problem problem : status.problems()) {
        json.writeStartObject();
        json.writeStringField("time", Instant.ofEpochMilli(problem.epochMillis()).toString());
        json.writeStringField("text", problem.text());
        json.writeEndObject();
      }
      json.writeEndArray();
    };
  }
}
