/// Puts a process together: store, doors, surfaces. Start at {@link dev.clew.server.wiring.Clew}.
@NullMarked
package dev.clew.server.wiring;

import org.jspecify.annotations.NullMarked;
