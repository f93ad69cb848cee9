/// Serves the web page that module `ui` builds, on the query port beside the APIs.
///
/// Start at {@link dev.clew.server.page.PageService}.
@NullMarked
package dev.clew.server.page;

import org.jspecify.annotations.NullMarked;
