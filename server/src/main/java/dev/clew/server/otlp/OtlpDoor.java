package dev.clew.server.otlp;

import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.grpc.GrpcSerializationFormats;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.cors.CorsService;
import com.linecorp.armeria.server.grpc.GrpcService;
import io.grpc.BindableService;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import java.util.function.Predicate;

/// Puts OTLP on a port: gRPC with health and reflection, and HTTP, whichever a client speaks.
public final class OtlpDoor {
  private final SpanIntake intake;
  private final OtlpMetrics metrics;
  private final BindableService health;
  private final Predicate<String> allowedOrigins;

  /// @param health answers `grpc.health.v1.Health`
  /// @param allowedOrigins of which web pages a browser may send spans
  public OtlpDoor(
      SpanIntake intake,
      OtlpMetrics metrics,
      BindableService health,
      Predicate<String> allowedOrigins) {
    this.intake = intake;
    this.metrics = metrics;
    this.health = health;
    this.allowedOrigins = allowedOrigins;
  }

  /// Adds the services of this door.
  ///
  /// @param maxBytes the largest message after decompression; a quarter of what all requests in
  ///     flight may hold is the most
  public void addTo(ServerBuilder server, int maxBytes) {
    int limit = (int) Math.min(maxBytes, intake.inFlight().limit() / 4);
    OtlpGrpcService grpc = new OtlpGrpcService(intake, metrics, limit);
    OtlpHttpService http = new OtlpHttpService(intake, metrics, limit);
    GrpcService described =
        GrpcService.builder()
            // Without JSON, whose marshaller generates code at start.
            .supportedSerializationFormats(GrpcSerializationFormats.PROTO)
            .addService(new TraceServiceGrpc.TraceServiceImplBase() {})
            .addService(health)
            .addService(ProtoReflectionServiceV1.newInstance())
            .build();
    server
        .maxRequestLength(0)
        .service(described)
        // The described service only tells reflection what there is: calls go to the raw one.
        .decorator(OtlpGrpcService.PATH, (_, context, request) -> grpc.serve(context, request))
        .serviceUnder("/", cors(http));
  }

  private HttpService cors(HttpService service) {
    return CorsService.builder(allowedOrigins)
        .allowRequestMethods(HttpMethod.POST)
        .allowAllRequestHeaders(true)
        .maxAge(7200)
        .build(service);
  }
}
