package dev.clew.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The direction of the arrows between the modules, and what holds for every package. It lives in
/// the server because only the server sees them all.
class ArchitectureTest {
  private static final String ROOT = "dev.clew.";

  /// Each module and the modules of ours that it may use.
  private static final Map<String, Set<String>> ARROWS =
      Map.of(
          "model", Set.of(),
          "traceql", Set.of(),
          "store", Set.of("model"),
          "query", Set.of("model", "store", "traceql"),
          "server", Set.of("model", "query", "store", "traceql"));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.clew");

  @Test
  void everyModuleHasItsArrows() {
    Set<String> modules = new TreeSet<>();
    for (JavaClass type : CLASSES) {
      modules.add(moduleOf(type.getPackageName()));
    }
    assertThat(modules).containsExactlyInAnyOrderElementsOf(ARROWS.keySet());
  }

  @TestFactory
  Iterable<DynamicTest> modulesUseOnlyWhatLiesBelowThem() {
    return ARROWS.entrySet().stream()
        .map(
            arrows -> {
              String module = arrows.getKey();
              String[] others =
                  ARROWS.keySet().stream()
                      .filter(other -> !other.equals(module) && !arrows.getValue().contains(other))
                      .map(other -> ROOT + other + "..")
                      .toArray(String[]::new);
              return DynamicTest.dynamicTest(
                  module,
                  () ->
                      noClasses()
                          .that()
                          .resideInAPackage(ROOT + module + "..")
                          .should()
                          .dependOnClassesThat()
                          .resideInAnyPackage(others)
                          .allowEmptyShould(true)
                          .check(CLASSES));
            })
        .toList();
  }

  @Test
  void packagesFormNoCycles() {
    slices().matching(ROOT + "(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void everyPackageSaysWhatItIsForAndIsNullMarked() {
    Map<String, Boolean> marked = new TreeMap<>();
    for (JavaClass type : CLASSES) {
      boolean isMark =
          type.getSimpleName().equals("package-info") && type.isAnnotatedWith(NullMarked.class);
      marked.merge(type.getPackageName(), isMark, Boolean::logicalOr);
    }
    assertThat(marked).isNotEmpty().doesNotContainValue(false);
  }

  private static String moduleOf(String packageName) {
    String rest = packageName.substring(ROOT.length());
    int dot = rest.indexOf('.');
    return dot < 0 ? rest : rest.substring(0, dot);
  }
}
