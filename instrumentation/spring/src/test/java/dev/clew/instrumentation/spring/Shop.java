package dev.clew.instrumentation.spring;

import dev.clew.instrumentation.ClewTracer;
import dev.clew.instrumentation.OperationTracer;
import dev.clew.instrumentation.Trace;
import dev.clew.instrumentation.Tracing;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// A small web application as Spring Boot users write them.
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
class Shop {
  /// Starts it on a port of its own.
  ///
  /// @param settings as `otel.sdk.disabled=true`
  static ConfigurableApplicationContext start(Class<?> more, String... settings) {
    return new SpringApplicationBuilder(Shop.class, more)
        .properties("server.port=0", "server.address=127.0.0.1", "spring.main.banner-mode=off")
        .properties("management.observations.enable.all=false")
        .properties(settings)
        .run();
  }

  static ConfigurableApplicationContext start(String... settings) {
    return start(Nothing.class, settings);
  }

  static HttpResponse<String> get(ConfigurableApplicationContext shop, String path)
      throws IOException, InterruptedException {
    String port = shop.getEnvironment().getRequiredProperty("local.server.port");
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
            BodyHandlers.ofString());
  }

  @Bean
  Payments payments() {
    return new CardPayments();
  }

  @Bean
  Stock stock() {
    return new Stock();
  }

  /// Adds nothing to the application.
  static class Nothing {}

  interface Payments {
    @Trace("payment.charge")
    String charge(String order);

    String refund(String order) throws IOException;
  }

  static class CardPayments implements Payments {
    @Override
    public String charge(String order) {
      return Tracing.withSpan("card.charge", () -> "paid " + order);
    }

    @Override
    @Trace
    public String refund(String order) throws IOException {
      throw new IOException("no refund for " + order);
    }
  }

  static class Stock {
    final CompletableFuture<Integer> counted = new CompletableFuture<>();

    @Trace
    CompletableFuture<Integer> count() {
      return counted;
    }

    @Trace("stock.take")
    public void take() {}
  }

  @RestController
  static class Orders {
    private final Payments payments;
    private final Stock stock;
    private final ClewTracer tracer;
    private final OperationTracer operations;

    Orders(Payments payments, Stock stock, ClewTracer tracer, OperationTracer operations) {
      this.payments = payments;
      this.stock = stock;
      this.tracer = tracer;
      this.operations = operations;
    }

    @GetMapping("/orders/{id}")
    public String order(@PathVariable String id) {
      stock.take();
      return tracer.withSpan("order.load", () -> payments.charge(id));
    }

    @GetMapping("/refunds/{id}")
    public String refund(@PathVariable String id) throws IOException {
      return payments.refund(id);
    }

    @GetMapping("/later/{id}")
    public Callable<String> later(@PathVariable String id) {
      return () -> {
        TimeUnit.MILLISECONDS.sleep(5);
        return id;
      };
    }

    @GetMapping("/cached")
    public String cached() throws Exception {
      return operations.traceCacheOperation("get", "orders", () -> "hit");
    }
  }
}
