package dev.clew.server.page;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import com.linecorp.armeria.server.AbstractHttpService;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.clew.server.stream.AcceptedCodings;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;

/// The web page: its files, and `index.html` for every address that the page itself understands.
///
/// Files below `assets/` carry a hash of their content in their name, so browsers keep them for
/// good;
/// all others are asked for anew each time, by their ETag. Compressed copies were made at build
/// time.
public final class PageService extends AbstractHttpService {
  /// Nothing from elsewhere, nothing inline. The page may be framed by pages of its own origin.
  static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " worker-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'";

  private static final Pattern SCREEN = Pattern.compile("search|file|trace/[0-9a-fA-F]{1,32}");
  private static final Map<String, MediaType> TYPES =
      Map.of(
          "html", MediaType.HTML_UTF_8,
          "js", MediaType.parse("text/javascript; charset=utf-8"),
          "css", MediaType.CSS_UTF_8,
          "svg", MediaType.SVG_UTF_8,
          "png", MediaType.PNG,
          "json", MediaType.JSON_UTF_8);

  private final PageFiles files = new PageFiles();
  private final String base;
  private final PageFile index;

  /// @param basePath empty, or as `/clew`: below it lies everything on this port
  public PageService(String basePath) {
    base = basePath + "/";
    // A base path has no character that means something in HTML: see BasePath.
    String html =
        PageFiles.text("index.html")
            .replace("<base href=\"/\" />", "<base href=\"" + base + "\" />");
    index = PageFile.of(html.getBytes(StandardCharsets.UTF_8));
  }

  /// Adds the page to a server, for every address that nothing else answers.
  public void addTo(ServerBuilder server) {
    server.serviceUnder("/", this);
  }

  @Override
  protected HttpResponse doGet(ServiceRequestContext context, HttpRequest request) {
    return answer(context.path(), request.headers());
  }

  @Override
  protected HttpResponse doHead(ServiceRequestContext context, HttpRequest request) {
    return answer(context.path(), request.headers());
  }

  private HttpResponse answer(String path, RequestHeaders request) {
    String name = path.substring(base.length());
    if (name.isEmpty()) {
      return HttpResponse.ofRedirect(HttpStatus.FOUND, base + "search");
    }
    PageFile file = name.equals("index.html") ? null : files.file(name);
    if (file != null) {
      return asset(name, file, request);
    }
    if (SCREEN.matcher(name).matches() || isNavigation(name, request)) {
      return send(index, headers("html", "no-cache"), request);
    }
    return HttpResponse.of(
        HttpStatus.NOT_FOUND, MediaType.PLAIN_TEXT_UTF_8, "there is nothing at '%s'", path);
  }

  /// Whether a person went to an address: the page will tell them that there is nothing.
  private static boolean isNavigation(String name, RequestHeaders request) {
    return request.get(HttpHeaderNames.ACCEPT, "").contains("text/html")
        && !name.startsWith("api/")
        && !name.startsWith("assets/");
  }

  private HttpResponse asset(String name, PageFile file, RequestHeaders request) {
    ResponseHeadersBuilder headers =
        headers(
            name.substring(name.lastIndexOf('.') + 1),
            name.startsWith("assets/") ? "public, max-age=31536000, immutable" : "no-cache");
    PageFile brotli = files.file(name + ".br");
    PageFile gzip = files.file(name + ".gz");
    if (brotli == null || gzip == null) {
      return send(file, headers, request);
    }
    headers.add(HttpHeaderNames.VARY, "Accept-Encoding");
    String accepted = request.get(HttpHeaderNames.ACCEPT_ENCODING);
    if (AcceptedCodings.accepts(accepted, "br")) {
      return send(brotli, headers.add(HttpHeaderNames.CONTENT_ENCODING, "br"), request);
    }
    if (AcceptedCodings.accepts(accepted, "gzip")) {
      return send(gzip, headers.add(HttpHeaderNames.CONTENT_ENCODING, "gzip"), request);
    }
    return send(file, headers, request);
  }

  private static ResponseHeadersBuilder headers(String extension, String caching) {
    return ResponseHeaders.builder(HttpStatus.OK)
        .contentType(TYPES.getOrDefault(extension, MediaType.OCTET_STREAM))
        .add(HttpHeaderNames.CACHE_CONTROL, caching)
        .add("content-security-policy", POLICY)
        .add("x-content-type-options", "nosniff")
        .add("referrer-policy", "no-referrer");
  }

  /// A file with its ETag, or without a body where the client has it already.
  private static HttpResponse send(
      PageFile file, ResponseHeadersBuilder headers, RequestHeaders request) {
    headers.add(HttpHeaderNames.ETAG, file.tag());
    if (request.get(HttpHeaderNames.IF_NONE_MATCH, "").contains(file.tag())) {
      return HttpResponse.of(headers.status(HttpStatus.NOT_MODIFIED).build());
    }
    headers.contentLength(file.bytes().length);
    return request.method() == HttpMethod.HEAD
        ? HttpResponse.of(headers.build())
        : HttpResponse.of(headers.build(), HttpData.wrap(file.bytes()));
  }
}
