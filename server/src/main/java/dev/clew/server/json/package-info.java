/// Small JSON answers. Start at {@link dev.clew.server.json.JsonText}.
@NullMarked
package dev.clew.server.json;

import org.jspecify.annotations.NullMarked;
