package dev.clew.server.api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.clew.server.json.JsonText;
import dev.clew.store.StoreStatus;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/// `GET status`: which doors are open and how the store is doing. Answers while it opens too.
final class StatusEndpoint implements HttpService {
  private final Questions questions;
  private final Supplier<List<OpenDoor>> doors;

  /// @param doors those that are open now
  StatusEndpoint(Questions questions, Supplier<List<OpenDoor>> doors) {
    this.questions = questions;
    this.doors = doors;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    String problem = questions.gate().problem();
    byte[] body =
        JsonText.object(
            json -> {
              json.writeBooleanField("ready", problem.isEmpty());
              if (problem.isEmpty()) {
                json.writeObjectFieldStart("store");
                store(questions.gate().store().status()).write(json);
                json.writeEndObject();
              } else {
                json.writeStringField("reason", problem);
              }
              json.writeArrayFieldStart("doors");
              for (OpenDoor door : doors.get()) {
                write(door, json);
              }
              json.writeEndArray();
            });
    return HttpResponse.of(HttpStatus.OK, MediaType.JSON, body);
  }

  private static void write(OpenDoor door, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", door.name());
    json.writeArrayFieldStart("protocols");
    for (String protocol : door.protocols()) {
      json.writeString(protocol);
    }
    json.writeEndArray();
    json.writeStringField("address", door.address());
    json.writeNumberField("port", door.port());
    json.writeEndObject();
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
