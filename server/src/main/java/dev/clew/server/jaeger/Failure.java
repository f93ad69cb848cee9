package dev.clew.server.jaeger;

import dev.clew.query.read.QueryException;
import dev.clew.server.storage.StoreUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Why there is no answer, as HTTP and Jaeger's JSON both say it.
///
/// @param status of HTTP
record Failure(int status, String message) {
  private static final Logger LOG = LoggerFactory.getLogger(Failure.class);

  static Failure of(Exception cause) {
    int status =
        switch (cause) {
          case BadParameterException _ -> 400;
          case NotFoundException _ -> 404;
          case StoreUnavailableException _ -> 503;
          case QueryException query ->
              switch (query.kind()) {
                case INVALID_QUERY -> 400;
                case UNSUPPORTED -> 501;
                case LIMIT_EXCEEDED -> 422;
                case CANCELLED -> 499;
              };
          default -> 500;
        };
    if (status == 500) {
      LOG.error("a query failed", cause);
    }
    return new Failure(status, String.valueOf(cause.getMessage()));
  }
}
