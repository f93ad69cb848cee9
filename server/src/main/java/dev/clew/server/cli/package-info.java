/// The command line. Start at {@link dev.clew.server.cli.ClewCommand}.
@NullMarked
package dev.clew.server.cli;

import org.jspecify.annotations.NullMarked;
