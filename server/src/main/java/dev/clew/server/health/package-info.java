/// Whether the process is well: over HTTP for probes, and over gRPC.
@NullMarked
package dev.clew.server.health;

import org.jspecify.annotations.NullMarked;
