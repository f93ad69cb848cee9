/// Clew's own API, under `/api/clew/v1`. `openapi.yaml` in the resources describes it, and a test
/// holds the two together.
///
/// Start at {@link dev.clew.server.api.ClewApi}, which lists the endpoints.
@NullMarked
package dev.clew.server.api;

import org.jspecify.annotations.NullMarked;
