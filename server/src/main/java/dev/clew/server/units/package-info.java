/// Quantities as people write them: lengths of time and sizes, in settings, on the command line and
/// in search forms alike.
///
/// Open [dev.clew.server.units.GoDuration] first.
@NullMarked
package dev.clew.server.units;

import org.jspecify.annotations.NullMarked;
