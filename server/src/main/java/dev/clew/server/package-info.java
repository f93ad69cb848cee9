/// Doors, surfaces, configuration and the command line.
@NullMarked
package dev.clew.server;

import org.jspecify.annotations.NullMarked;
