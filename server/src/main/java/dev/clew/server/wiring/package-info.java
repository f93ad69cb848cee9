/// Puts a process together: store, doors, surfaces. Start at {@link dev.clew.server.wiring.Clew}.
///
/// A new HTTP surface on the query port (16686) is added in `QuerySurfaces.addTo`; a new port is a
/// `Door` that `Clew` builds.
@NullMarked
package dev.clew.server.wiring;

import org.jspecify.annotations.NullMarked;
