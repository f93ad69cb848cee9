/** A way to send the first span: its name on the tab and text that a shell runs as it is. */
export interface Snippet {
  readonly language: string;
  /** What must be on the machine. */
  readonly needs: string;
  readonly text: string;
}

/** @param endpoint where OTLP over HTTP is received, such as `http://localhost:4318` */
export function snippets(endpoint: string): Snippet[] {
  return [curl(endpoint), node(endpoint), python(endpoint), java(endpoint)];
}

function curl(endpoint: string): Snippet {
  const traceId = randomHex(16);
  const root = randomHex(8);
  return {
    language: 'curl',
    needs: 'Any shell with curl. The trace id is a new one after each copy.',
    text: `now=$(date +%s)
curl ${endpoint}/v1/traces -H 'content-type: application/json' -d '{
  "resourceSpans": [{
    "resource": {"attributes": [
      {"key": "service.name", "value": {"stringValue": "my-service"}}]},
    "scopeSpans": [{"spans": [
      {"traceId": "${traceId}", "spanId": "${root}",
       "name": "GET /hello", "kind": 2,
       "startTimeUnixNano": "'$now'000000000", "endTimeUnixNano": "'$now'180000000"},
      {"traceId": "${traceId}", "spanId": "${randomHex(8)}",
       "parentSpanId": "${root}", "name": "SELECT greeting", "kind": 3,
       "startTimeUnixNano": "'$now'040000000", "endTimeUnixNano": "'$now'150000000"}
    ]}]
  }]
}'
`,
  };
}

function node(endpoint: string): Snippet {
  return {
    language: 'Node',
    needs: 'Node 20 or later with npm.',
    text: `mkdir first-span && cd first-span && npm init -y
npm install @opentelemetry/api @opentelemetry/sdk-node

cat > first-span.js <<'END'
const { NodeSDK } = require('@opentelemetry/sdk-node');
const { trace } = require('@opentelemetry/api');

const sdk = new NodeSDK();
sdk.start();

const tracer = trace.getTracer('first-span');
tracer.startActiveSpan('GET /hello', (request) => {
  tracer.startActiveSpan('SELECT greeting', (query) => query.end());
  request.end();
});

sdk.shutdown();
END

OTEL_SERVICE_NAME=my-service \\
OTEL_TRACES_EXPORTER=otlp OTEL_METRICS_EXPORTER=none OTEL_LOGS_EXPORTER=none \\
OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf \\
OTEL_EXPORTER_OTLP_ENDPOINT=${endpoint} \\
node first-span.js
`,
  };
}

function python(endpoint: string): Snippet {
  return {
    language: 'Python',
    needs: 'Python 3.9 or later.',
    text: `python3 -m venv first-span && cd first-span
bin/pip install opentelemetry-sdk opentelemetry-exporter-otlp-proto-http

cat > first_span.py <<'END'
from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor

provider = TracerProvider()
provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
trace.set_tracer_provider(provider)

tracer = trace.get_tracer("first-span")
with tracer.start_as_current_span("GET /hello"):
    with tracer.start_as_current_span("SELECT greeting"):
        pass

provider.shutdown()
END

OTEL_SERVICE_NAME=my-service \\
OTEL_EXPORTER_OTLP_ENDPOINT=${endpoint} \\
bin/python first_span.py
`,
  };
}

function java(endpoint: string): Snippet {
  return {
    language: 'Java',
    needs: 'JDK 17 or later and Maven.',
    text: `mkdir -p first-span/src/main/java && cd first-span

cat > pom.xml <<'END'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>example</groupId>
  <artifactId>first-span</artifactId>
  <version>1</version>
  <properties>
    <maven.compiler.source>17</maven.compiler.source>
    <maven.compiler.target>17</maven.compiler.target>
    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
  </properties>
  <dependencies>
    <dependency>
      <groupId>io.opentelemetry</groupId>
      <artifactId>opentelemetry-sdk</artifactId>
      <version>1.65.0</version>
    </dependency>
    <dependency>
      <groupId>io.opentelemetry</groupId>
      <artifactId>opentelemetry-exporter-otlp</artifactId>
      <version>1.65.0</version>
    </dependency>
  </dependencies>
</project>
END

cat > src/main/java/FirstSpan.java <<'END'
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;

public class FirstSpan {
  public static void main(String[] args) {
    OtlpHttpSpanExporter exporter =
        OtlpHttpSpanExporter.builder().setEndpoint("${endpoint}/v1/traces").build();
    Attributes service = Attributes.of(AttributeKey.stringKey("service.name"), "my-service");
    try (SdkTracerProvider provider =
        SdkTracerProvider.builder()
            .setResource(Resource.getDefault().merge(Resource.create(service)))
            .addSpanProcessor(BatchSpanProcessor.builder(exporter).build())
            .build()) {
      Tracer tracer = provider.get("first-span");
      Span request = tracer.spanBuilder("GET /hello").startSpan();
      try (Scope scope = request.makeCurrent()) {
        tracer.spanBuilder("SELECT greeting").startSpan().end();
      }
      request.end();
    }
  }
}
END

mvn -q compile exec:java -Dexec.mainClass=FirstSpan
`,
  };
}

/** So many random bytes as hex, of a generator that pages on plain HTTP have too. */
function randomHex(bytes: number): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(bytes)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}
