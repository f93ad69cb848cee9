package dev.clew.instrumentation.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/// What the extension's jar consists of.
class ExtensionJarTest {
  private static final String OURS = "dev/clew/instrumentation/spi/";

  private static List<String> entries(JarFile jar) {
    return jar.stream().filter(entry -> !entry.isDirectory()).map(JarEntry::getName).toList();
  }

  @Test
  void holdsNoClassUnderANameThatAnApplicationMayHaveToo() throws IOException {
    try (JarFile jar = new JarFile(AgentProcess.EXTENSION.toFile())) {
      assertThat(entries(jar))
          .filteredOn(name -> name.endsWith(".class"))
          .isNotEmpty()
          .allMatch(name -> name.startsWith(OURS));
    }
  }

  @Test
  void namesProvidersOfOpenTelemetryThatItHolds() throws IOException {
    Set<String> services = new TreeSet<>();
    Set<String> named = new TreeSet<>();
    try (JarFile jar = new JarFile(AgentProcess.EXTENSION.toFile())) {
      Set<String> entries = new HashSet<>(entries(jar));
      for (String name : entries) {
        if (name.startsWith("META-INF/services/")) {
          services.add(name.substring("META-INF/services/".length()));
          try (InputStream in = jar.getInputStream(jar.getEntry(name))) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .forEach(named::add);
          }
        }
      }
      assertThat(named)
          .contains(
              "dev.clew.instrumentation.spi.ClewConfiguration",
              "dev.clew.instrumentation.spi.DatadogPropagator",
              "dev.clew.instrumentation.spi.sampling.RateLimitingSampler",
              "dev.clew.instrumentation.spi.RequestIdPropagator",
              "dev.clew.instrumentation.spi.XRayPropagator")
          .allMatch(provider -> entries.contains(provider.replace('.', '/') + ".class"));
    }
    assertThat(services)
        .contains("io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizerProvider")
        .allMatch(
            service -> service.startsWith("io.opentelemetry.") || service.startsWith("dev.clew."));
  }
}
