/// The store as the server sees it: opening, open, closed. Start at {@link
/// dev.clew.server.storage.StoreGate}.
@NullMarked
package dev.clew.server.storage;

import org.jspecify.annotations.NullMarked;
