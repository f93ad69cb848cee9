/// What the commands' answers to people have in common. Start at
/// {@link dev.clew.server.cli.terminal.Terminal}.
@NullMarked
package dev.clew.server.cli.terminal;

import org.jspecify.annotations.NullMarked;
