package dev.clew.instrumentation.agent;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/// A program that knows nothing of tracing, and makes one HTTP request.
final class PlainCall {
  private PlainCall() {}

  public static void main(String[] arguments) throws Exception {
    HttpResponse<Void> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(arguments[0])).build(),
                HttpResponse.BodyHandlers.discarding());
    System.out.println("answered " + answer.statusCode());
  }
}
