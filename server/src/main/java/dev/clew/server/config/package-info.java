/// What a Clew process is told to do: defaults, configuration file, environment, command line.
///
/// Start at {@link dev.clew.server.config.ClewConfig}; {@link dev.clew.server.config.ConfigFile}
/// reads one from a file.
@NullMarked
package dev.clew.server.config;

import org.jspecify.annotations.NullMarked;
