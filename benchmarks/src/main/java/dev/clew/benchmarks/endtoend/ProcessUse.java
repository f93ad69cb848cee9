package dev.clew.benchmarks.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What a process has used so far, as Linux accounts for it.
///
/// @param cpuSeconds of all its threads, user and system
/// @param peakRssKib the most memory it ever had resident
record ProcessUse(double cpuSeconds, long peakRssKib) {
  private static final double TICKS_PER_SECOND = 100;

  static ProcessUse of(long pid) throws IOException {
    Path proc = Path.of("/proc", Long.toString(pid));
    String stat = Files.readString(proc.resolve("stat"));
    // The second field is the command in parentheses and may hold spaces; user and system time are
    // the 14th and 15th.
    List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "));
    double ticks = Double.parseDouble(fields.get(11)) + Double.parseDouble(fields.get(12));
    return new ProcessUse(ticks / TICKS_PER_SECOND, peakRss(proc.resolve("status")));
  }

  private static long peakRss(Path status) throws IOException {
    for (String line : Files.readAllLines(status)) {
      if (line.startsWith("VmHWM:")) {
        return Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    throw new IOException(status + " has no line VmHWM");
  }
}
