package dev.clew.server.api;

import com.linecorp.armeria.server.ServiceRequestContext;
import dev.clew.query.QueryBounds;
import dev.clew.query.QueryEngine;
import dev.clew.query.read.QueryLimits;
import dev.clew.query.read.TimeWindow;
import dev.clew.server.storage.StoreGate;
import dev.clew.store.StoreSnapshot;
import dev.clew.store.Tenants;

/// What every endpoint needs to ask the store something.
public final class Questions {
  private final StoreGate gate;
  private final QueryEngine engine = new QueryEngine();
  private final QueryLimits limits;

  public Questions(StoreGate gate, QueryLimits limits) {
    this.gate = gate;
    this.limits = limits;
  }

  /// @throws dev.clew.server.storage.StoreUnavailableException when the store is not open
  public StoreSnapshot snapshot() {
    return gate.store().snapshot(Tenants.DEFAULT);
  }

  StoreGate gate() {
    return gate;
  }

  public QueryEngine engine() {
    return engine;
  }

  /// No window of time; ends when the client goes.
  public QueryBounds allOfTime(ServiceRequestContext context) {
    return within(context, TimeWindow.ALL);
  }

  public QueryBounds within(ServiceRequestContext context, TimeWindow window) {
    return new QueryBounds(window, limits, context::isCancelled);
  }
}
