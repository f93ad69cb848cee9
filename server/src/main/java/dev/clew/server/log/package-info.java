/// How the process logs. Start at {@link dev.clew.server.log.LogConfigurator}.
@NullMarked
package dev.clew.server.log;

import org.jspecify.annotations.NullMarked;
