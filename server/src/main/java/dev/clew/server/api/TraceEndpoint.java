package dev.clew.server.api;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.clew.model.SpanBatch;
import dev.clew.model.otlp.OtlpJsonEncoder;
import dev.clew.model.otlp.OtlpProtobufEncoder;
import dev.clew.query.trace.TraceReader;
import dev.clew.server.stream.StreamedAnswer;
import dev.clew.store.StoreSnapshot;
import java.io.IOException;
import java.io.OutputStream;

/// `GET traces/{id}`: one trace as OTLP `TracesData`, in JSON or, where that is what `Accept` asks
/// for, in protobuf; batch by batch, so that it may have any number of spans.
final class TraceEndpoint implements HttpService {
  private final Questions questions;

  TraceEndpoint(Questions questions) {
    this.questions = questions;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    boolean protobuf = request.headers().get(HttpHeaderNames.ACCEPT, "").contains("protobuf");
    return StreamedAnswer.ok(
        context,
        protobuf ? MediaType.X_PROTOBUF : MediaType.JSON,
        out -> {
          TraceId id = TraceId.parse(String.valueOf(context.pathParam("id")));
          try (StoreSnapshot snapshot = questions.snapshot()) {
            TraceReader reader =
                questions
                    .engine()
                    .trace(snapshot, id.high(), id.low(), questions.allOfTime(context))
                    .orElseThrow(() -> unknown(id));
            if (protobuf) {
              writeProtobuf(reader, out);
            } else {
              writeJson(reader, out);
            }
          }
        },
        ApiErrors::answer);
  }

  static ApiException unknown(TraceId id) {
    return new ApiException(HttpStatus.NOT_FOUND, "no span of trace " + id + " is stored");
  }

  static void writeJson(TraceReader reader, OutputStream out) throws IOException {
    OtlpJsonEncoder encoder = new OtlpJsonEncoder(out);
    encoder.begin();
    for (SpanBatch batch = reader.next(); batch != null; batch = reader.next()) {
      encoder.write(batch);
    }
    encoder.end();
  }

  private static void writeProtobuf(TraceReader reader, OutputStream out) throws IOException {
    OtlpProtobufEncoder encoder = new OtlpProtobufEncoder();
    for (SpanBatch batch = reader.next(); batch != null; batch = reader.next()) {
      encoder.encode(batch, out);
    }
  }
}
