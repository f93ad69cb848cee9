package dev.clew.instrumentation.logs;

import java.util.logging.Handler;
import org.slf4j.Logger;

/// The examples of `docs/library/signals.md` about logs, to be compiled and run; {@link DocTest}
/// compares the two.
final class DocExamples {
  private DocExamples() {}

  static void jobStarted(Logger log) {
    log.atInfo().addKeyValue("job_id", "job-123").log("Job processing started");
  }

  static void javaUtilLogging(Handler handler) {
    handler.setFormatter(new JsonLineFormatter());
  }
}
