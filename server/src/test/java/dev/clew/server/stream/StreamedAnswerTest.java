package dev.clew.server.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdInputStream;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Over real sockets. All clients are on this machine; one that comes from elsewhere is one for
/// which a proxy asks.
class StreamedAnswerTest {
  private static final int LENGTH = 3_000_000;

  private final byte[] content = content();
  private final HttpClient client = HttpClient.newHttpClient();
  private Server server;

  @BeforeEach
  void start() {
    server =
        Server.builder()
            .http(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .service("/whole", (context, request) -> answer(context, out -> out.write(content)))
            .service("/empty", (context, request) -> answer(context, out -> {}))
            .service(
                "/refused",
                (context, request) ->
                    answer(
                        context,
                        out -> {
                          out.write(content, 0, 100);
                          throw new IOException("not today");
                        }))
            .service(
                "/broken",
                (context, request) ->
                    answer(
                        context,
                        out -> {
                          out.write(content);
                          throw new IOException("no further");
                        }))
            .build();
    server.start().join();
  }

  @AfterEach
  void stop() {
    client.close();
    server.stop().join();
  }

  @Test
  void aClientOnThisMachineGetsTheBytesAsTheyAre() throws Exception {
    var answer = client.send(request("/whole", "gzip, zstd", null), BodyHandlers.ofByteArray());

    assertThat(answer.headers().firstValue("content-encoding")).isEmpty();
    assertThat(answer.body()).isEqualTo(content);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "zstd"})
  void aClientElsewhereGetsWhatItAccepts(String coding) throws Exception {
    var answer = client.send(request("/whole", coding, "10.1.2.3"), BodyHandlers.ofByteArray());

    assertThat(answer.headers().firstValue("content-encoding")).isEqualTo(Optional.of(coding));
    assertThat(answer.headers().firstValue("vary")).isEqualTo(Optional.of("Accept-Encoding"));
    assertThat(answer.body()).hasSizeLessThan(LENGTH / 2);
    assertThat(decoded(answer.body(), coding)).isEqualTo(content);
  }

  @Test
  void zstdGoesBeforeGzip() throws Exception {
    var answer =
        client.send(request("/whole", "gzip, br, zstd", "10.1.2.3"), BodyHandlers.ofByteArray());

    assertThat(answer.headers().firstValue("content-encoding")).isEqualTo(Optional.of("zstd"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"br", "gzip;q=0", "identity"})
  void aClientElsewhereThatAcceptsNeitherGetsTheBytesAsTheyAre(String accepted) throws Exception {
    var answer = client.send(request("/whole", accepted, "10.1.2.3"), BodyHandlers.ofByteArray());

    assertThat(answer.headers().firstValue("content-encoding")).isEmpty();
    assertThat(answer.body()).isEqualTo(content);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "zstd"})
  void anEmptyAnswerIsOneOfItsCodingToo(String coding) throws Exception {
    var answer = client.send(request("/empty", coding, "10.1.2.3"), BodyHandlers.ofByteArray());

    assertThat(decoded(answer.body(), coding)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "zstd", "identity"})
  void aFailureBeforeTheFirstBytesIsAnAnswerThatEveryoneCanRead(String coding) throws Exception {
    var answer = client.send(request("/refused", coding, "10.1.2.3"), BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("content-encoding")).isEmpty();
    assertThat(answer.body()).isEqualTo("not today");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "zstd", "identity"})
  void aFailureLaterBreaksTheConnectionOff(String coding) {
    HttpRequest request = request("/broken", coding, "10.1.2.3");

    assertThatThrownBy(() -> client.send(request, BodyHandlers.ofByteArray()))
        .isInstanceOf(IOException.class);
  }

  private static HttpResponse answer(ServiceRequestContext context, StreamedAnswer.Body body) {
    return StreamedAnswer.ok(
        context,
        MediaType.OCTET_STREAM,
        body,
        failure ->
            HttpResponse.of(
                HttpStatus.SERVICE_UNAVAILABLE, MediaType.PLAIN_TEXT_UTF_8, failure.getMessage()));
  }

  private HttpRequest request(String path, String accepted, @Nullable String passedOnFor) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.activeLocalPort() + path))
            .version(HttpClient.Version.HTTP_1_1)
            .header("accept-encoding", accepted);
    if (passedOnFor != null) {
      request.header("x-forwarded-for", passedOnFor);
    }
    return request.build();
  }

  private static byte[] decoded(byte[] body, String coding) {
    ByteArrayInputStream bytes = new ByteArrayInputStream(body);
    try (InputStream in =
        coding.equals("gzip") ? new GZIPInputStream(bytes) : new ZstdInputStream(bytes)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Compressible, but not to nothing.
  private static byte[] content() {
    Random random = new Random(4);
    byte[] bytes = new byte[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      bytes[i] = (byte) (i % 4 == 0 ? random.nextInt(256) : 7);
    }
    return bytes;
  }
}
