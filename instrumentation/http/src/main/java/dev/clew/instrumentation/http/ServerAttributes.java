package dev.clew.instrumentation.http;

import dev.clew.instrumentation.Tracing;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.instrumentation.api.instrumenter.AttributesExtractor;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a server's span has beside OpenTelemetry's conventions: who asks, the correlation id, and
/// on demand the older names.
record ServerAttributes(HttpTracing options)
    implements AttributesExtractor<ServerExchange, ServerExchange> {

  private static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");

  @Override
  public void onStart(AttributesBuilder attributes, Context parent, ServerExchange request) {
    put(attributes, "correlation.id", request.correlationId());
    RequestUser user = options.user(request::header);
    put(attributes, "user.id", user.id());
    put(attributes, "user.subscription", user.subscription());
    String email = user.email();
    if (email != null) {
      put(attributes, "user.hash", sha256(email.toLowerCase(Locale.ROOT)));
    }
    if (options.hasOldNames()) {
      put(attributes, "http.method", request.method());
      String query = Queries.redacted(request.query());
      String host = request.header("host");
      put(
          attributes,
          "http.url",
          request.scheme()
              + "://"
              + (host == null ? "localhost" : host)
              + request.path()
              + (query == null ? "" : "?" + query));
      put(attributes, "http.user_agent", request.header("user-agent"));
    }
  }

  @Override
  public void onEnd(
      AttributesBuilder attributes,
      Context context,
      ServerExchange request,
      @Nullable ServerExchange response,
      @Nullable Throwable error) {
    if (options.hasOldNames() && response != null && response.status() != 0) {
      attributes.put("http.status_code", response.status());
    }
    if (!options.hasUsualServerNames()) {
      // A route that was found on the way has named the span in OpenTelemetry's style.
      String found = attributes.build().get(ROUTE);
      String route = found == null ? request.route() : found;
      Span.fromContext(context).updateName(nameOf(request, route));
    }
    describe(attributes, error);
  }

  /// What went wrong, where anything did.
  void describe(AttributesBuilder attributes, @Nullable Throwable error) {
    if (error != null) {
      String message = error.getMessage();
      String name = error.getClass().getSimpleName();
      put(attributes, "error", message == null ? name : message);
      put(attributes, "error.message", message);
      put(attributes, "error.name", name);
      put(attributes, "error.type", Tracing.classifyError(error));
      attributes.put("error.recoverable", Tracing.isRecoverable(error));
    }
  }

  String nameOf(ServerExchange request, @Nullable String route) {
    // The usual style has no use for the host, which costs a look-up.
    String host = options.hasUsualServerNames() ? null : request.header("host");
    return options.serverName(
        request.method(), route, host == null ? "localhost" : host, request.path());
  }

  private static void put(AttributesBuilder attributes, String key, @Nullable String value) {
    if (value != null) {
      attributes.put(key, value);
    }
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
