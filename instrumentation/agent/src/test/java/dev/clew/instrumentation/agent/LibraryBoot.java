package dev.clew.instrumentation.agent;

import dev.clew.instrumentation.Trace;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// A Spring Boot application with the library's auto-configuration, which asks itself and ends.
@EnableAutoConfiguration
@Import({LibraryBoot.Orders.class, LibraryBoot.Prices.class})
public class LibraryBoot {
  /// Answers with prices.
  @RestController
  public static class Orders {
    private final Prices prices;

    public Orders(Prices prices) {
      this.prices = prices;
    }

    @GetMapping("/orders/{id}")
    public String order(@PathVariable("id") String id) {
      return prices.of(id);
    }
  }

  /// A bean with a method that makes a span.
  public static class Prices {
    @Trace
    public String of(String id) {
      return id + " costs 12.50";
    }
  }

  public static void main(String[] args) throws Exception {
    try (ConfigurableApplicationContext context =
        SpringApplication.run(LibraryBoot.class, "--server.port=0")) {
      String port = context.getEnvironment().getProperty("local.server.port");
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/orders/7"))
              .header("x-request-id", "r-19")
              .build();
      System.out.println(
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body());
    }
  }
}
