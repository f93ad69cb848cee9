package dev.clew.server.jaeger;

import com.linecorp.armeria.server.ServerBuilder;
import dev.clew.server.api.Questions;
import java.time.InstantSource;

/// Jaeger's query APIs, the legacy family and v3. Clients exist for both: those written to Jaeger
/// up to
/// 2.20 use the first, later ones the second.
public final class JaegerApi {
  private final LegacyApi legacy;
  private final V3Api v3;

  /// @param clock for time ranges that end now
  public JaegerApi(Questions questions, InstantSource clock) {
    Traces traces = new Traces(questions);
    legacy = new LegacyApi(traces, clock);
    v3 = new V3Api(traces);
  }

  /// Adds every path to a server.
  public void addTo(ServerBuilder server) {
    legacy.addTo(server);
    v3.addTo(server);
  }
}
