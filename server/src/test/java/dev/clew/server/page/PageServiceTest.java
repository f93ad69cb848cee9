package dev.clew.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.server.ClewServer;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What browsers get from the query port besides the APIs.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageServiceTest {
  private static final String BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8";

  private final HttpClient http = HttpClient.newHttpClient();
  private ClewServer server;

  @BeforeAll
  void start(@TempDir Path data) {
    server = ClewServer.start(data);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void theRootLeadsToSearch() throws Exception {
    HttpResponse<String> root = get("/", "accept", BROWSER);
    assertThat(root.statusCode()).isEqualTo(302);
    assertThat(root.headers().firstValue("location")).hasValue("/search");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/search", "/search?service=a&lookback=1h", "/trace/4bf92f3577b34da6", "/file"})
  void theRoutesOfThePageAreThePage(String path) throws Exception {
    HttpResponse<String> page = get(path, "accept", "*/*");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("content-type")).hasValue("text/html; charset=utf-8");
    assertThat(page.body()).contains("<base href=\"/\" />", "assets/index-");
    assertThat(page.headers().firstValue("cache-control")).hasValue("no-cache");
  }

  @Test
  void whoeverGoesSomewhereUnknownGetsThePageThatSaysSo() throws Exception {
    assertThat(get("/dependencies", "accept", BROWSER).body()).contains("<div id=\"page\">");
    assertThat(get("/dependencies", "accept", "application/json").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/assets/index-0.js", "/assets/", "/api/clew/v1/nothing", "/api/nothing"})
  void whatIsMissingIsMissingForBrowsersToo(String path) throws Exception {
    assertThat(get(path, "accept", BROWSER).statusCode()).isEqualTo(404);
  }

  @Test
  void onlyReadingIsPossible() throws Exception {
    HttpRequest post =
        HttpRequest.newBuilder(server.query("/search")).POST(BodyPublishers.noBody()).build();
    assertThat(http.send(post, BodyHandlers.ofString()).statusCode()).isEqualTo(405);
    HttpRequest head =
        HttpRequest.newBuilder(server.query("/search"))
            .method("HEAD", BodyPublishers.noBody())
            .build();
    HttpResponse<String> answer = http.send(head, BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.headers().firstValueAsLong("content-length").getAsLong()).isPositive();
  }

  @Test
  void nothingInlineAndNothingFromElsewhereIsAllowedOrThere() throws Exception {
    HttpResponse<String> page = get("/search");
    assertThat(page.headers().firstValue("content-security-policy"))
        .hasValueSatisfying(
            policy ->
                assertThat(policy)
                    .startsWith("default-src 'none'; script-src 'self'; style-src 'self';")
                    .contains("frame-ancestors 'self'", "base-uri 'self'")
                    .doesNotContain("unsafe", "http", "*"));
    assertThat(page.headers().firstValue("x-content-type-options")).hasValue("nosniff");
    assertThat(page.headers().firstValue("referrer-policy")).hasValue("no-referrer");
    assertThat(page.body())
        .doesNotContain("<style", "style=", "://")
        .doesNotContainPattern("<script[^>]*>[^<]");
  }

  @Test
  void assetsAreKeptForGoodAndHaveTheirType() throws Exception {
    List<String> assets = assets();
    assertThat(assets)
        .anyMatch(path -> path.endsWith(".js"))
        .anyMatch(path -> path.endsWith(".css"));
    for (String path : assets) {
      HttpResponse<String> asset = get(path);
      assertThat(asset.statusCode()).isEqualTo(200);
      assertThat(asset.headers().firstValue("cache-control"))
          .hasValue("public, max-age=31536000, immutable");
      assertThat(asset.headers().firstValue("content-type"))
          .hasValue(
              path.endsWith(".js") ? "text/javascript; charset=utf-8" : "text/css; charset=utf-8");
      assertThat(asset.headers().firstValue("content-security-policy")).isPresent();
    }
    assertThat(get("/icon.svg").headers().firstValue("content-type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("image/svg+xml"));
  }

  @Test
  void anETagSavesTheBody() throws Exception {
    for (String path : List.of("/search", "/icon.svg", assets().getFirst())) {
      String tag = get(path).headers().firstValue("etag").orElseThrow();
      HttpResponse<String> again = get(path, "if-none-match", tag);
      assertThat(again.statusCode()).isEqualTo(304);
      assertThat(again.body()).isEmpty();
      assertThat(again.headers().firstValue("etag")).hasValue(tag);
      assertThat(get(path, "if-none-match", "\"other\"").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void theSmallestCodingThatTheClientTakesIsSent() throws Exception {
    String path =
        assets().stream().filter(asset -> asset.endsWith(".js")).findFirst().orElseThrow();
    byte[] plain = bytes(path, "identity").body();
    HttpResponse<byte[]> gzip = bytes(path, "deflate, gzip");
    HttpResponse<byte[]> brotli = bytes(path, "gzip, deflate, br, zstd");
    assertThat(gzip.headers().firstValue("content-encoding")).hasValue("gzip");
    assertThat(new GZIPInputStream(new ByteArrayInputStream(gzip.body())).readAllBytes())
        .isEqualTo(plain);
    assertThat(brotli.headers().firstValue("content-encoding")).hasValue("br");
    assertThat(brotli.body().length).isLessThan(gzip.body().length);
    assertThat(gzip.body().length).isLessThan(plain.length);
    assertThat(List.of(gzip, brotli, bytes(path, "identity")))
        .allSatisfy(
            answer -> assertThat(answer.headers().firstValue("vary")).hasValue("Accept-Encoding"));
    assertThat(bytes(path, "gzip;q=0, br;q=0").body()).isEqualTo(plain);
  }

  @Test
  void aRequestLineOf32KiBIsServed() throws Exception {
    String longQuery = "a".repeat(32 * 1024 - 60);
    assertThat(get("/search?q=" + longQuery).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"/clew,/clew", "/tools/clew/,/tools/clew"})
  void belowABasePathIsEverything(String given, String base, @TempDir Path data) throws Exception {
    try (ClewServer below = ClewServer.start(data, settings -> settings.basePath(given))) {
      HttpResponse<String> page = get(below.query(base + "/trace/ab?x=1"));
      assertThat(page.body()).contains("<base href=\"" + base + "/\" />");
      assertThat(get(below.query(base + "/icon.svg")).statusCode()).isEqualTo(200);
      assertThat(get(below.query(base + "/")).headers().firstValue("location"))
          .hasValue(base + "/search");
      assertThat(get(below.query(base)).statusCode()).isBetween(300, 399);
      assertThat(get(below.query(base + "/api/clew/v1/status")).body()).contains("\"ready\":true");
      assertThat(get(below.query(base + "/api/services")).body()).contains("\"data\"");
      assertThat(get(below.query(base + "/api/v3/services")).statusCode()).isEqualTo(200);
      for (String path : List.of("/search", "/api/clew/v1/status", "/api/services", base + "x")) {
        HttpResponse<String> outside = get(below.query(path), "accept", BROWSER);
        assertThat(outside.statusCode()).as(path).isEqualTo(404);
        assertThat(outside.body()).contains("'" + path + "'", "below '" + base + "/'");
      }
      HttpResponse<String> root = get(below.query("/"));
      assertThat(root.statusCode()).isEqualTo(302);
      assertThat(root.headers().firstValue("location")).hasValue(base + "/");
    }
  }

  private List<String> assets() throws Exception {
    Matcher address =
        Pattern.compile("(?:src|href)=\"\\./(assets/[^\"]+)\"").matcher(get("/search").body());
    return address.results().map(result -> "/" + result.group(1)).toList();
  }

  private HttpResponse<String> get(String path, String... headers) throws Exception {
    return get(server.query(path), headers);
  }

  private HttpResponse<String> get(URI uri, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  private HttpResponse<byte[]> bytes(String path, String codings) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(server.query(path)).header("accept-encoding", codings).build();
    return http.send(request, BodyHandlers.ofByteArray());
  }
}
