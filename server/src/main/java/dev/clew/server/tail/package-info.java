/// Spans as they arrive, to whoever listens. Start at {@link dev.clew.server.tail.TailHub}.
@NullMarked
package dev.clew.server.tail;

import org.jspecify.annotations.NullMarked;
