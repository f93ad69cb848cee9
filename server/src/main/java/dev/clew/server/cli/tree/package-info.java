/// A trace drawn in a terminal. Start at {@link dev.clew.server.cli.tree.TreeView}.
@NullMarked
package dev.clew.server.cli.tree;

import org.jspecify.annotations.NullMarked;
