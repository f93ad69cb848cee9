package dev.clew.server.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.server.ClewServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The commands as a person meets them, against a whole server.
class CommandsTest {
  private static final String TRACE =
      """
      {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":\
      {"stringValue":"web"}}]},"scopeSpans":[{"spans":[\
      {"traceId":"0af7651916cd43dd8448eb211c80319c","spanId":"00f067aa0ba902b7",\
      "name":"GET /cart","startTimeUnixNano":"1700000000000000000",\
      "endTimeUnixNano":"1700000000250000000","status":{"code":2,"message":"out of carts"}}]}]}]}
      """;

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return ClewCommand.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }

  @Test
  void aTraceGoesFromAFileToATable() throws Exception {
    Path file = Files.write(folder.resolve("trace"), gzip(TRACE));
    try (ClewServer server = ClewServer.start(folder.resolve("data"))) {
      String otlp = server.otlp("").toString();
      String query = server.query("").toString();
      assertThat(run("import", file.toString(), "--otlp", otlp)).as(err.toString()).isZero();
      assertThat(out.toString()).startsWith("imported 1 spans");
      assertThat(run("query", "{ status = error }", "--server", query)).isZero();
      assertThat(out.toString().lines())
          .hasSize(2)
          .last()
          .asString()
          .contains("0af7651916cd43dd8448eb211c80319c", "250 ms", "web: GET /cart");
      assertThat(run("get", "0AF7651916CD43DD8448EB211C80319C", "--server", query)).isZero();
      assertThat(out.toString()).contains("1 span, 1 service", "GET /cart ✗", "out of carts");
      assertThat(run("store", "flush", "--server", query)).isZero();

      assertThat(run("query", "{ status = ok }", "--server", query)).isZero();
      assertThat(err.toString()).isEqualTo("no trace matches\n");
      assertThat(run("get", "1", "--server", query)).isEqualTo(1);
      assertThat(err.toString()).contains("no span of trace 00000000000000000000000000000001");
      assertThat(run("query", "{ status = error &&\n\t duration > }", "--server", query))
          .isEqualTo(1);
      assertThat(err.toString()).endsWith("\n    duration > }\n               ^\n");
    }
  }

  @Test
  void tailShowsSpansThatArrive() throws Exception {
    Path file = Files.writeString(folder.resolve("trace"), TRACE);
    try (ClewServer server = ClewServer.start(folder.resolve("data"))) {
      ClewClient client = new ClewClient(server.query(""));
      SpanEvents.Listener once =
          new SpanEvents.Listener() {
            @Override
            public boolean spans(String otlpJson) {
              out.write(otlpJson);
              return false;
            }

            @Override
            public void dropped(long spans) {
              throw new AssertionError(spans + " dropped");
            }
          };
      String otlp = server.otlp("").toString();
      boolean arrived =
          new SpanEvents(client, "{ status = error }", once)
              .follow(() -> assertThat(run("import", file.toString(), "--otlp", otlp)).isZero());
      assertThat(arrived).isTrue();
      assertThat(out.toString()).contains("\"name\":\"GET /cart\"");
    }
  }

  @Test
  void whatCannotBeImportedIsNamed() throws Exception {
    Path damaged =
        Files.writeString(folder.resolve("damaged"), TRACE + "{\"resourceSpans\":[{]}\n");
    byte[] gzip = gzip(TRACE.repeat(100));
    Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(gzip, gzip.length - 20));
    Path other = Files.writeString(folder.resolve("other"), "hello");
    try (ClewServer server = ClewServer.start(folder.resolve("data"))) {
      String otlp = server.otlp("").toString();
      assertThat(
              run("import", damaged + "", cut + "", other + "", folder + "/none", "--otlp", otlp))
          .isEqualTo(1);
      assertThat(err.toString())
          .contains("damaged:2: ")
          .contains("cut: the file is cut short: its gzip data does not end")
          .contains("other: holds neither OTLP JSON nor OTLP protobuf")
          .contains("none: no such file");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"query {}", "get 1", "tail", "store flush"})
  void nobodyAtTheAddressIsSaidWithWhatToDo(String command) {
    String[] words = (command + " --server http://127.0.0.1:1").split(" ");
    assertThat(run(words)).isEqualTo(1);
    assertThat(err.toString())
        .isEqualTo(
            "clew: nothing answers at http://127.0.0.1:1: is Clew running there? start it with:"
                + " ./clew\n");
  }

  @ParameterizedTest
  @CsvSource({"qurey, query", "quer, query", "imort, import", "tial, tail", "gte, get"})
  void anUnknownCommandSuggestsTheNearest(String typed, String meant) {
    assertThat(run(typed)).isEqualTo(2);
    assertThat(err.toString())
        .startsWith("clew: no command '" + typed + "', did you mean '" + meant + "'?\n");
  }

  @Test
  void aCommandThatResemblesNoneIsNotGuessed() {
    assertThat(run("frobnicate")).isEqualTo(2);
    assertThat(err.toString()).startsWith("clew: no command 'frobnicate'\n");
  }

  @ParameterizedTest
  @CsvSource({"1h30m, 5400", "90s, 90", "7d, 604800", "2w, 1209600"})
  void durationsAreTypedAsPeopleSayThem(String text, long seconds) {
    assertThat(new DurationConverter().convert(text)).hasSeconds(seconds);
  }

  @Test
  void everyCommandTeachesByExample() {
    ClewCommand.commandLine()
        .getSubcommands()
        .forEach(
            (name, command) -> {
              if (!command.getCommandSpec().usageMessage().hidden() && !name.equals("help")) {
                assertThat(command.getUsageMessage()).as(name).contains("Example", "clew " + name);
              }
            });
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(text.getBytes(UTF_8));
    }
    return out.toByteArray();
  }
}
