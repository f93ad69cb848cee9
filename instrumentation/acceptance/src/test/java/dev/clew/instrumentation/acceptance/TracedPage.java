package dev.clew.instrumentation.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// The server of a page that Faro traces, `src/test/node/page.js`, and of what Faro and the page
/// send home.
final class TracedPage implements AutoCloseable {
  private static final Path SCRIPTS = Path.of("src/test/node");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server = Programs.server();
  private final CompletableFuture<JsonNode> collected = new CompletableFuture<>();
  private final CompletableFuture<JsonNode> reported = new CompletableFuture<>();

  /// Makes one script of the page's and Faro's, and serves it.
  ///
  /// @param folder for the script
  TracedPage(Path folder) throws IOException, InterruptedException {
    Path script = bundle(folder.resolve("page.js"));
    server.createContext(
        "/page.html",
        exchange ->
            answer(
                exchange,
                "text/html",
                "<!doctype html><title>Trademachine</title><script src=\"page.js\"></script>"));
    server.createContext(
        "/page.js", exchange -> answer(exchange, "text/javascript", Files.readString(script)));
    server.createContext("/collect", exchange -> receive(exchange, collected));
    server.createContext("/report", exchange -> receive(exchange, reported));
    server.start();
  }

  String origin() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /// @param backend the origin that the page calls
  /// @param traces where its spans go, by OTLP
  String url(String backend, String traces) {
    return origin()
        + "/page.html?backend="
        + URLEncoder.encode(backend, UTF_8)
        + "&traces="
        + URLEncoder.encode(traces, UTF_8)
        + "&collect=/collect&report=/report";
  }

  /// What Faro sends to its collector first.
  JsonNode collected() throws Exception {
    return collected.get(60, TimeUnit.SECONDS);
  }

  /// What the page says of its call.
  JsonNode reported() throws Exception {
    return reported.get(60, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private static Path bundle(Path script) throws IOException, InterruptedException {
    Path esbuild = SCRIPTS.resolve("node_modules/.bin/esbuild");
    assertThat(esbuild)
        .as("the Node packages; ./verify installs them, or npm ci in %s", SCRIPTS)
        .isExecutable();
    Process process =
        new ProcessBuilder(
                esbuild.toString(),
                SCRIPTS.resolve("page.js").toString(),
                "--bundle",
                "--outfile=" + script)
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return script;
  }

  private static void receive(HttpExchange exchange, CompletableFuture<JsonNode> first)
      throws IOException {
    first.complete(JSON.readTree(exchange.getRequestBody()));
    Programs.answer(exchange, 202, "{}");
  }

  private static void answer(HttpExchange exchange, String type, String text) throws IOException {
    byte[] body = text.getBytes(UTF_8);
    exchange.getResponseHeaders().set("content-type", type + "; charset=utf-8");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
