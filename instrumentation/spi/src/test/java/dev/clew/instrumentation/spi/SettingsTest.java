package dev.clew.instrumentation.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
  private static final Available AVAILABLE =
      new Available(
          Set.of("tracecontext", "baggage", "none"),
          Set.of("always_on", "traceidratio", "parentbased_traceidratio", "const", "probabilistic"),
          Set.of("otlp", "none"),
          false);

  @TempDir Path folder;
  private final Map<String, String> variables = new HashMap<>();
  private final Map<String, String> properties = new HashMap<>();
  private final Map<String, String> code = new HashMap<>();

  private Settings resolve() {
    return Settings.resolve(new Surroundings(variables, properties, folder), code::get, AVAILABLE);
  }

  @Test
  void takesEachSettingFromTheFirstSourceThatHasIt() throws IOException {
    code.put("otel.service.name", "code");
    assertThat(resolve().get("otel.service.name")).hasToString("Setting[value=code, origin=code]");
    Files.writeString(folder.resolve(".env"), "SERVICE_NAME=file alias\n");
    assertThat(resolve().get("otel.service.name"))
        .hasToString("Setting[value=file alias, origin=SERVICE_NAME in .env]");
    Files.writeString(folder.resolve(".env"), "SERVICE_NAME=file alias\nOTEL_SERVICE_NAME=file\n");
    assertThat(resolve().get("otel.service.name"))
        .hasToString("Setting[value=file, origin=OTEL_SERVICE_NAME in .env]");

    // The aliases of the environment, from the weakest family to the strongest.
    for (String variable :
        List.of("SERVICE_NAME", "JAEGER_SERVICE_NAME", "DD_TRACE_SERVICE_NAME", "DD_SERVICE")) {
      variables.put(variable, variable + "!");
      assertThat(resolve().get("otel.service.name"))
          .isEqualTo(new Settings.Setting(variable + "!", variable));
    }
    variables.put("OTEL_RESOURCE_ATTRIBUTES", "service.name=by%20attribute,other=1");
    assertThat(resolve().get("otel.service.name"))
        .isEqualTo(
            new Settings.Setting("by attribute", "service.name in OTEL_RESOURCE_ATTRIBUTES"));
    variables.put("OTEL_SERVICE_NAME", "'otel'");
    assertThat(resolve().get("otel.service.name"))
        .isEqualTo(new Settings.Setting("otel", "OTEL_SERVICE_NAME"));
    properties.put("otel.service.name", "property");
    assertThat(resolve().get("otel.service.name"))
        .isEqualTo(new Settings.Setting("property", "-Dotel.service.name"));
  }

  @Test
  void takesASamplersArgumentFromItsOwnFamily() {
    variables.put("OTEL_TRACES_SAMPLER", "traceidratio");
    variables.put("JAEGER_SAMPLER_PARAM", "0.5");
    assertThat(resolve().value("otel.traces.sampler.arg")).isEqualTo("1.0");
    properties.put("otel.traces.sampler.arg", "0.25");
    assertThat(resolve().value("otel.traces.sampler.arg")).isEqualTo("0.25");
    variables.remove("OTEL_TRACES_SAMPLER");
    properties.clear();
    assertThat(resolve().warnings())
        .containsExactly("JAEGER_SAMPLER_PARAM has no effect: no variable names a sampler");
  }

  @ParameterizedTest
  @CsvSource({
    "OTEL_TRACES_SAMPLER_ARG,1.5,a number from 0 to 1",
    "OTEL_BSP_SCHEDULE_DELAY,soon,'a time in milliseconds, or with a unit as in 5s'",
    "OTEL_BSP_MAX_EXPORT_BATCH_SIZE,0,a whole number from 1 to 2147483647",
    "OTEL_EXPORTER_OTLP_ENDPOINT,localhost:4318,a URL that begins with http:// or https://",
    "OTEL_EXPORTER_OTLP_COMPRESSION,zstd,'one of gzip, none'",
    "OTEL_TRACES_EXPORTER,jaeger,'a list, separated by commas, of none, otlp'",
    "OTEL_RESOURCE_ATTRIBUTES,nothing,key=value pairs separated by commas",
    "CLEW_PROFILE,fast,'one of development, production, staging'",
    "OTEL_SDK_DISABLED,perhaps,true or false",
  })
  void namesVariableValueAndWhatIsAllowed(String variable, String value, String allowed) {
    if (variable.endsWith("ARG")) {
      variables.put("OTEL_TRACES_SAMPLER", "traceidratio");
    }
    variables.put(variable, value);
    assertThat(resolve().warnings())
        .containsExactly(
            variable
                + " '"
                + value
                + "' makes no sense: allowed is "
                + allowed
                + "; the default applies");
    assertThat(resolve().properties()).doesNotContainValue(value);
  }

  @Test
  void keepsSecretsOutOfItsWarnings() throws IOException {
    variables.put("OTEL_EXPORTER_OTLP_HEADERS", "token");
    Files.writeString(folder.resolve(".env"), "token of a line that is no variable\nA=1\n");
    assertThat(resolve().warnings())
        .containsExactly(
            "line 1 of '" + folder.resolve(".env") + "' is left out: it is not NAME=value",
            "OTEL_EXPORTER_OTLP_HEADERS makes no sense: allowed is key=value pairs separated by"
                + " commas; the default applies");
  }

  @Test
  void readsAFileOfVariables() throws IOException {
    Files.writeString(
        folder.resolve(".env"),
        """

        # a comment
        PLAIN=a b # and another
        export EXPORTED = x
        QUOTED="a # b"
        SINGLE='=c'
        EMPTY=
        URL=http://localhost:4318/#part
        """);
    List<String> warnings = new ArrayList<>();
    assertThat(DotEnv.read(folder, warnings))
        .containsEntry("PLAIN", "a b")
        .containsEntry("EXPORTED", "x")
        .containsEntry("QUOTED", "\"a # b\"")
        .containsEntry("SINGLE", "'=c'")
        .containsEntry("EMPTY", "")
        .containsEntry("URL", "http://localhost:4318/#part")
        .hasSize(6);
    assertThat(warnings).isEmpty();
  }

  @Test
  void survivesEveryFile() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    String alphabet = "OTEL_SERVICE_NAME=\"'# \n\\%export\u00e4\0";
    for (int i = 0; i < 2_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(60); length > 0; length--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
      if (bytes.length > 0 && random.nextInt(10) == 0) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      Files.write(folder.resolve(".env"), bytes);
      variables.put("OTEL_RESOURCE_ATTRIBUTES", text.toString());
      assertThat(resolve().value("otel.service.name")).as("seed %d: %s", seed, text).isNotEmpty();
    }
  }

  @Test
  void leavesWhatItDoesNotKnowToTheSdk() throws IOException {
    Files.writeString(folder.resolve(".env"), "OTEL_METRIC_EXPORT_INTERVAL=1000\nOTHER=1\n");
    assertThat(resolve().properties())
        .containsEntry("otel.metric.export.interval", "1000")
        .doesNotContainKey("other");
  }
}
