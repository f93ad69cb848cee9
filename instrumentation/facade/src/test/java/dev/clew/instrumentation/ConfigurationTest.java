package dev.clew.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.instrumentation.fixtures.Row;
import dev.clew.instrumentation.spi.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What variables do to the spans that arrive.
class ConfigurationTest extends SettingsKit {
  @Test
  @Row({"0.029", "0.030", "0.031", "0.032", "2.021", "2.073", "2.074", "2.075", "2.023", "3.040"})
  void describesTheServiceFromOpenTelemetrysVariables() {
    trace(
        1,
        "OTEL_SERVICE_NAME",
        "emp-job-queue-api",
        "OTEL_SERVICE_VERSION",
        "1.0.0",
        "OTEL_RESOURCE_ATTRIBUTES",
        "\"service.name=emp-job-queue,service.version=2.0.1,deployment.environment=test\"");
    assertThat(receiver.resource())
        .containsEntry("service.name", "emp-job-queue-api")
        .containsEntry("service.version", "1.0.0")
        .containsEntry("deployment.environment", "test")
        .containsEntry("deployment.environment.name", "test");
  }

  @Test
  @Row({"0.032", "3.085"})
  void takesTheAttributesInQuotesWhereNoVariableSaysMore() {
    trace(
        1,
        "OTEL_RESOURCE_ATTRIBUTES",
        "\"service.name=trademachine-server,service.version=2.0.1\"",
        "SERVICE_NAME",
        "weaker");
    assertThat(receiver.resource())
        .containsEntry("service.name", "trademachine-server")
        .containsEntry("service.version", "2.0.1")
        .containsEntry("deployment.environment.name", "development");
  }

  @Test
  @Row({"1.053", "1.054", "1.055", "4.031", "2.023"})
  void describesTheServiceFromPlainVariables() {
    trace(1, "SERVICE_NAME", "gateway", "SERVICE_VERSION", "1.2.3", "NODE_ENV", "testing");
    assertThat(receiver.resource())
        .containsEntry("service.name", "gateway")
        .containsEntry("service.version", "1.2.3")
        .containsEntry("deployment.environment", "testing");
  }

  @Test
  @Row({"2.079", "2.080", "2.081", "2.047", "2.048", "2.049"})
  void describesTheServiceFromDatadogsVariables() {
    trace(
        1,
        "DD_TRACE_SERVICE_NAME",
        "a",
        "DD_TRACE_ENV",
        "b",
        "DD_TRACE_VERSION",
        "c",
        "SERVICE_NAME",
        "weaker");
    assertThat(receiver.resource())
        .containsEntry("service.name", "a")
        .containsEntry("deployment.environment.name", "b")
        .containsEntry("service.version", "c");
    trace(
        1,
        "DD_SERVICE",
        "real a",
        "DD_ENV",
        "real b",
        "DD_VERSION",
        "real c",
        "DD_TRACE_SERVICE_NAME",
        "a",
        "DD_TRACE_ENV",
        "b",
        "DD_TRACE_VERSION",
        "c");
    assertThat(receiver.resource())
        .containsEntry("service.name", "real a")
        .containsEntry("deployment.environment.name", "real b")
        .containsEntry("service.version", "real c");
  }

  @Test
  @Row({"3.088", "3.089", "3.090", "3.091"})
  void describesTheMachine() {
    trace(
        1,
        "MACHINE_ID",
        "machine-prod-01",
        "WORKER_ID",
        "worker-1",
        "RAILWAY_ENVIRONMENT",
        "preview",
        "RAILWAY_REGION",
        "us-west1");
    assertThat(receiver.resource())
        .containsEntry("machine.id", "machine-prod-01")
        .containsEntry("worker.id", "worker-1")
        .containsEntry("deployment.environment", "preview")
        .containsEntry("service.region", "us-west1");
  }

  @Test
  @Row({"2.047", "2.048", "2.049"})
  void theCodeIsAskedWhereTheEnvironmentIsSilent() {
    TracingOptions options =
        TracingOptions.builder().service("coded").environment("lab").version("3").build();
    trace(1, options, "OTEL_EXPORTER_OTLP_ENDPOINT");
    assertThat(receiver.resource())
        .containsEntry("service.name", "coded")
        .containsEntry("deployment.environment", "lab")
        .containsEntry("service.version", "3");
    trace(1, options, "OTEL_EXPORTER_OTLP_ENDPOINT", "SERVICE_NAME", "stronger");
    assertThat(receiver.resource()).containsEntry("service.name", "stronger");
  }

  @Test
  @Row("0.035")
  void readsAFileButNeverOverTheEnvironment() throws IOException {
    Files.writeString(
        folder.resolve(".env"),
        """
        # settings
        export OTEL_SERVICE_NAME="from the file"
        SERVICE_VERSION='4' # of today
        OTEL_SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT=7
        OTEL_TRACES_SAMPLER = always_on
        """);
    trace(1, "SERVICE_VERSION", "5", "NODE_ENV", "production");
    assertThat(receiver.resource())
        .containsEntry("service.name", "from the file")
        .containsEntry("service.version", "5");
    assertThat(receiver.spans().get(0).getAttributes(0).getValue().getStringValue()).hasSize(7);
    trace(1, "SERVICE_NAME", "an alias in the environment");
    assertThat(receiver.resource()).containsEntry("service.name", "an alias in the environment");
  }

  @Test
  @Row({"3.041", "3.085", "3.093", "0.031"})
  void sendsToAnEndpointWithOrWithoutItsPath() {
    trace(1);
    trace(1, TracingOptions.none(), "UNUSED", "OTEL_EXPORTER_OTLP_ENDPOINT", "{url}/v1/traces");
    trace(1, TracingOptions.none(), "UNUSED", "OTEL_EXPORTER_OTLP_ENDPOINT", "{url}/base/");
    trace(1, TracingOptions.none(), "UNUSED", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "{url}/own");
    assertThat(receiver.all())
        .extracting("path")
        .containsExactly("/v1/traces", "/v1/traces", "/base/v1/traces", "/own");
  }

  @Test
  @Row({"3.086", "3.087", "3.011", "3.035"})
  void sendsATokenToTheEndpointOfItsFamilyOnly() {
    trace(
        1,
        TracingOptions.none(),
        "UNUSED",
        "DASH0_OTLP_ENDPOINT",
        "{url}",
        "DASH0_API_TOKEN",
        "secret+token/1=",
        "OTEL_EXPORTER_OTLP_HEADERS",
        "x-tenant=a");
    trace(1, "DASH0_OTLP_ENDPOINT", "http://localhost:9", "DASH0_API_TOKEN", "secret+token/1=");
    trace(1, "OTEL_EXPORTER_OTLP_HEADERS", "x-tenant=a,authorization=Basic%20b");

    assertThat(receiver.all()).hasSize(3);
    assertThat(receiver.all().get(0).headers())
        .containsEntry("authorization", "Bearer secret+token/1=")
        .doesNotContainKey("x-tenant");
    assertThat(receiver.all().get(0).path()).isEqualTo("/v1/traces");
    assertThat(receiver.all().get(1).headers()).doesNotContainKey("authorization");
    assertThat(receiver.all().get(2).headers())
        .containsEntry("x-tenant", "a")
        .containsEntry("authorization", "Basic b");
    assertThat(log.lines()).isNotEmpty().noneMatch(line -> line.contains("secret"));
  }

  @Test
  @Row({"2.128", "3.036"})
  void compressesWhereAsked() {
    trace(1, "OTEL_EXPORTER_OTLP_COMPRESSION", "gzip");
    assertThat(receiver.all().get(0).headers()).containsEntry("content-encoding", "gzip");
    assertThat(receiver.spans()).hasSize(1);
  }

  @Test
  @Row({"1.118"})
  void cutsLongValues() {
    trace(1, "OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT", "100");
    assertThat(receiver.spans().get(0).getAttributes(0).getValue().getStringValue()).hasSize(100);
  }

  @Test
  @Row({"4.102", "4.103", "4.104", "1.127", "1.128", "2.127", "4.084"})
  void sendsInBatchesOfTheSizeItIsTold() {
    trace(
        100,
        "OTEL_BSP_MAX_EXPORT_BATCH_SIZE",
        "10",
        "OTEL_BSP_MAX_QUEUE_SIZE",
        "2048",
        "OTEL_BSP_SCHEDULE_DELAY",
        "5000",
        "OTEL_BSP_EXPORT_TIMEOUT",
        "5000");
    assertThat(receiver.all()).hasSizeGreaterThanOrEqualTo(10);
    assertThat(receiver.all())
        .allSatisfy(
            one ->
                assertThat(one.request().getResourceSpans(0).getScopeSpans(0).getSpansCount())
                    .isLessThanOrEqualTo(10));
    assertThat(receiver.spans()).hasSize(100);
  }

  @Test
  @Row({"1.126", "1.124"})
  void saysAtTheStartWhatIsActiveAndWhereItComesFrom() {
    trace(0, "SERVICE_NAME", "gateway", "SERVICE_VERSION", "1.0.0", "TRACE_SAMPLE_RATE", "0.5");
    assertThat(log.lines())
        .containsExactly(
            "INFO tracing is on: service gateway (SERVICE_NAME), version 1.0.0 (SERVICE_VERSION),"
                + " environment development (default), exporter otlp (default), endpoint "
                + receiver.url()
                + "/v1/traces (OTEL_EXPORTER_OTLP_ENDPOINT), sampler parentbased_traceidratio"
                + " (TRACE_SAMPLE_RATE), ratio 0.5 (TRACE_SAMPLE_RATE), propagators"
                + " tracecontext,baggage (default), instrumentation none");
  }

  @Test
  @Row({"3.041", "0.031"})
  void needsNoSettingAtAll() {
    TracingHandle tracing =
        Initialization.init(TracingOptions.none(), new Surroundings(Map.of(), Map.of(), folder));
    assertThat(tracing.isAdopted()).isFalse();
    assertThat(log.lines())
        .singleElement()
        .asString()
        .startsWith("INFO tracing is on: service ")
        .contains("endpoint http://localhost:4318/v1/traces (default)")
        .contains("sampler parentbased_always_on (profile development by default)");
  }

  @Test
  @Row({"2.076"})
  void warnsOfPort4317() {
    Initialization.init(
        TracingOptions.none(),
        new Surroundings(
            Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://localhost:4317"), Map.of(), folder));
    assertThat(log.lines())
        .contains(
            "WARNING OTEL_EXPORTER_OTLP_ENDPOINT names port 4317, where most receivers expect gRPC,"
                + " and OTLP goes out as http/protobuf; Clew takes both there");
  }

  @Test
  @Row("0.101")
  void showsEverythingInDebugMode() {
    trace(1, "OTEL_LOG_LEVEL", "debug");
    assertThat(TelemetryLog.isDebug()).isTrue();
  }

  @Test
  void aValueThatMakesNoSenseIsNamedAndTheDefaultApplies() {
    assertThat(
            kept(
                "OTEL_TRACES_SAMPLER", "sometimes",
                "OTEL_BSP_MAX_QUEUE_SIZE", "many",
                "OTEL_PROPAGATORS", "tracecontext,smoke",
                "OTEL_EXPORTER_OTLP_TRACES_TIMEOUT", "soon",
                "OTEL_EXPORTER_OTLP_PROTOCOL", "grpc",
                "OTEL_EXPORTER_OTLP_HEADERS", "secret",
                "TRACE_ENABLED", "maybe"))
        .isEqualTo(1_000);
    assertThat(log.lines())
        .contains(
            "WARNING OTEL_BSP_MAX_QUEUE_SIZE 'many' makes no sense: allowed is a whole number from"
                + " 1 to 2147483647; the default applies",
            "WARNING OTEL_PROPAGATORS 'tracecontext,smoke' makes no sense: allowed is a list,"
                + " separated by commas, of b3, b3multi, baggage, datadog, jaeger, none, ottrace,"
                + " tracecontext, xray, xrequestid; the default applies",
            "WARNING OTEL_EXPORTER_OTLP_PROTOCOL 'grpc' makes no sense: allowed is http/protobuf,"
                + " or grpc with clew-instrumentation-grpc on the class path; the default applies",
            "WARNING TRACE_ENABLED 'maybe' makes no sense: allowed is true or false; the default"
                + " applies",
            "WARNING OTEL_EXPORTER_OTLP_HEADERS makes no sense: allowed is key=value pairs"
                + " separated by commas; the default applies")
        .anyMatch(line -> line.startsWith("WARNING OTEL_TRACES_SAMPLER 'sometimes' makes no sense"))
        .noneMatch(line -> line.contains("secret"));
  }
}
