package dev.clew.server.api;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.clew.server.json.JsonText;

/// `POST flush`: closes the open generation and answers when its blocks are complete.
final class FlushEndpoint implements HttpService {
  private final Questions questions;

  FlushEndpoint(Questions questions) {
    this.questions = questions;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    context.clearRequestTimeout();
    return HttpResponse.of(
        questions
            .gate()
            .store()
            .flush()
            .thenApply(
                _ ->
                    HttpResponse.of(
                        HttpStatus.OK,
                        MediaType.JSON,
                        JsonText.object(json -> json.writeBooleanField("flushed", true))))
            .exceptionally(ApiErrors::answer));
  }
}
