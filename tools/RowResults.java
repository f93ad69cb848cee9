import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/// Lists the tests with `@Row`, inherited ones too, that passed although the library was without effect, but for those that a file lists, one
/// `Class.method` at the start of a line; and those listed there that did not.
///
/// Usage: `java tools/RowResults.java FOLDER FILE`
final class RowResults {
  private static final Pattern ROW_TEST =
      Pattern.compile("@Row\\((?<rows>[^)]*)\\)(?:\\s*@\\w+(?:\\([^)]*\\))?)*\\s+void\\s+(?<name>\\w+)\\(");

  private RowResults() {}

  public static void main(String[] args) throws Exception {
    Path instrumentation = Path.of(args[0]);
    Map<String, String> rows = rowTests(instrumentation);
    Set<String> failed = new TreeSet<>();
    Set<String> run = new TreeSet<>();
    Set<String> reported = readReports(instrumentation, run, failed);
    Set<String> listed =
        Files.readAllLines(Path.of(args[1])).stream()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .map(line -> line.split("\\s+", 2)[0])
            .collect(Collectors.toCollection(TreeSet::new));

    Set<String> wrong = new TreeSet<>();
    Set<String> passing = new TreeSet<>();
    rows.forEach(
        (test, ids) -> {
          Set<String> inherited =
              reported.contains(test.replaceAll("\\..*", ""))
                  ? Set.of(test)
                  : run.stream()
                      .filter(name -> name.endsWith(test.substring(test.indexOf('.'))))
                      .collect(Collectors.toSet());
          if (inherited.isEmpty()) {
            wrong.add(test + " was not run");
          }
          boolean passed =
              inherited.stream().anyMatch(name -> run.contains(name) && !failed.contains(name));
          if (passed) {
            passing.add(test);
          }
          if (passed && !listed.contains(test)) {
            wrong.add(test + " passes without the library: " + ids);
          }
          if (!passed && listed.contains(test)) {
            wrong.add(test + " is listed, and fails without the library");
          }
        });
    listed.stream()
        .filter(test -> !rows.containsKey(test))
        .forEach(test -> wrong.add(test + " is listed, and is no test of a row"));
    wrong.forEach(System.out::println);
    System.err.printf(
        "%d tests of rows, %d fail without the library, %d listed, %d wrong%n",
        rows.size(),
        rows.size() - passing.size(),
        listed.size(),
        wrong.size());
    System.exit(wrong.isEmpty() ? 0 : 1);
  }

  /// The rows of each test, by `Class.method`.
  private static Map<String, String> rowTests(Path folder) throws IOException {
    Map<String, String> tests = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file :
          files.filter(path -> path.toString().matches(".*/src/test/java/.*\\.java")).toList()) {
        String type = file.getFileName().toString().replace(".java", "");
        Matcher test = ROW_TEST.matcher(Files.readString(file));
        while (test.find()) {
          tests.put(
              type + "." + test.group("name"), test.group("rows").replaceAll("[\\s{}\"]+", " ").strip());
        }
      }
    }
    return tests;
  }

  /// The classes that were run. Of one that could not even start, no test is in its report: they have failed.
  private static Set<String> readReports(Path folder, Set<String> run, Set<String> failed) throws Exception {
    Set<String> classes = new TreeSet<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(path -> path.getFileName().toString().matches("TEST-.*\\.xml")).toList()) {
        classes.add(file.getFileName().toString().replaceAll(".*[.](\\w+)\\.xml", "$1"));
        NodeList cases =
            DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(file.toFile())
                .getElementsByTagName("testcase");
        for (int i = 0; i < cases.getLength(); i++) {
          Element test = (Element) cases.item(i);
          String type = test.getAttribute("classname").replaceAll(".*[.$]", "");
          String name = type + "." + test.getAttribute("name").replaceAll("[({\\[].*", "");
          run.add(name);
          if (test.getElementsByTagName("failure").getLength() > 0
              || test.getElementsByTagName("error").getLength() > 0) {
            failed.add(name);
          }
        }
      }
    }
    return classes;
  }
}
