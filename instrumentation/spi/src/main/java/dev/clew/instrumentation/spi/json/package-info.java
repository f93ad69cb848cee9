/// JSON that comes from elsewhere. There is one class, {@link
/// dev.clew.instrumentation.spi.json.JsonReader}, for settings and for the library's other modules.
@NullMarked
package dev.clew.instrumentation.spi.json;

import org.jspecify.annotations.NullMarked;
