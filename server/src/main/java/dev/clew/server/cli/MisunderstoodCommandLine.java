package dev.clew.server.cli;

import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// Says what is wrong with a command line, the nearest command where there is none of that name,
/// and where to read on.
final class MisunderstoodCommandLine implements IParameterExceptionHandler {
  @Override
  public int handleParseException(ParameterException exception, String[] arguments) {
    CommandLine command = exception.getCommandLine();
    PrintWriter err = command.getErr();
    String unknown = unknownCommand(exception);
    if (unknown == null) {
      err.println("clew: " + exception.getMessage());
      err.println("usage: " + command.getHelp().synopsis(0).strip());
    } else {
      String nearest = nearest(unknown, command);
      err.println(
          "clew: no command '"
              + unknown
              + (nearest == null ? "'" : "', did you mean '" + nearest + "'?"));
    }
    String path = command.getCommandSpec().qualifiedName();
    err.println("more: " + path + " --help");
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }

  /// The first word that was not understood, where it could have been a command.
  private static @Nullable String unknownCommand(ParameterException exception) {
    if (!(exception instanceof UnmatchedArgumentException unmatched)
        || exception.getCommandLine().getSubcommands().isEmpty()) {
      return null;
    }
    String first = unmatched.getUnmatched().getFirst();
    return first.startsWith("-") ? null : first;
  }

  private static @Nullable String nearest(String word, CommandLine command) {
    List<String> names =
        command.getSubcommands().entrySet().stream()
            .filter(entry -> !entry.getValue().getCommandSpec().usageMessage().hidden())
            .map(Map.Entry::getKey)
            .toList();
    return names.stream()
        .min(Comparator.comparingInt(name -> distance(word, name)))
        .filter(name -> distance(word, name) <= Math.max(2, name.length() / 2))
        .orElse(null);
  }

  /// How many letters have to be put in, left out or changed to make one word the other
  /// (Levenshtein).
  static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
