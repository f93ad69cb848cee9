/// Every file operation of the store, behind one interface, so that tests can stop the process
/// after any of them and forget what was not synced. Start at {@link dev.clew.store.disk.Disk}.
@NullMarked
package dev.clew.store.disk;

import org.jspecify.annotations.NullMarked;
