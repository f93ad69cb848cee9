package dev.clew.instrumentation.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.instrumentation.TracingHandle;
import dev.clew.instrumentation.test.CollectedSpans;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;

/// A web application that is traced without a line of code.
@Timeout(120)
class ShopTest {
  @RegisterExtension final CollectedSpans spans = CollectedSpans.create();

  @Test
  void aRequestHasASpanNamedAfterItsRouteAndTheCallsOfBeansAreBelowIt() throws Exception {
    try (ConfigurableApplicationContext shop = Shop.start()) {
      assertThat(shop.getBean(TracingHandle.class).isAdopted()).isTrue();
      assertThat(Shop.get(shop, "/orders/7").body()).isEqualTo("paid 7");
      spans
          .await(5)
          .assertTree(
              """
              GET /orders/{id}  SERVER
                . http.route = "/orders/{id}"
                . http.response.status_code = 200
                stock.take
                order.load
                  payment.charge
                    card.charge
              """);
    }
  }

  @Test
  void anAsynchronousRequestHasOneSpanThatEndsWithItsAnswer() throws Exception {
    try (ConfigurableApplicationContext shop = Shop.start()) {
      assertThat(Shop.get(shop, "/later/7").body()).isEqualTo("7");
      Shop.get(shop, "/cached");
      spans
          .await(3)
          .assertTree(
              """
              GET /later/{id}  SERVER
              GET /cached  SERVER
                cache.get
              """);
    }
  }

  @Test
  void theRouteHasThePathOfTheApplication() throws Exception {
    try (ConfigurableApplicationContext shop = Shop.start("server.servlet.context-path=/shop")) {
      Shop.get(shop, "/shop/orders/7");
      assertThat(spans.await(5).named("GET /shop/orders/{id}")).isNotNull();
    }
  }

  @Test
  void whatAMethodThrowsIsRecordedAndThrown() throws Exception {
    try (ConfigurableApplicationContext shop = Shop.start()) {
      assertThat(Shop.get(shop, "/refunds/7").statusCode()).isEqualTo(500);
      spans
          .await(2)
          .assertTree(
              """
              GET /refunds/{id}  SERVER  ERROR
                CardPayments.refund  ERROR
                  . error.message = "no refund for 7"
              """);
      assertThatThrownBy(() -> shop.getBean(Shop.Payments.class).refund("8"))
          .isExactlyInstanceOf(IOException.class)
          .hasMessage("no refund for 8");
    }
  }

  @Test
  void aSpanEndsWithTheStageThatTheMethodReturns() {
    try (ConfigurableApplicationContext shop = Shop.start()) {
      var stock = shop.getBean(Shop.Stock.class);
      var counted = stock.count();
      assertThat(spans.all()).isEmpty();
      counted.complete(3);
      assertThat(spans.all()).extracting("name").containsExactly("Stock.count");
    }
  }

  @Test
  void whatTheAgentMakesASpanOfHasNoSecondOne() {
    System.setProperty("clew.trace.by.agent", "true");
    try (ConfigurableApplicationContext shop = Shop.start()) {
      shop.getBean(Shop.Stock.class).take();
      assertThat(spans.all()).isEmpty();
      // The annotation of an interface, which the agent does not see.
      shop.getBean(Shop.Payments.class).charge("7");
      assertThat(spans.all()).extracting("name").containsExactly("card.charge", "payment.charge");
    } finally {
      System.clearProperty("clew.trace.by.agent");
    }
  }

  @Test
  void requestsAreSwitchedOffByASetting() throws Exception {
    try (ConfigurableApplicationContext shop =
        Shop.start("otel.instrumentation.http.enabled=false")) {
      Shop.get(shop, "/orders/7");
      assertThat(shop.getBeanNamesForType(FilterRegistrationBean.class))
          .doesNotContain("clewTracingFilter");
      assertThat(spans.all()).extracting("name").doesNotContain("GET /orders/{id}").hasSize(4);
    }
  }
}
