/// The process's own metrics, for Prometheus to fetch.
@NullMarked
package dev.clew.server.metrics;

import org.jspecify.annotations.NullMarked;
