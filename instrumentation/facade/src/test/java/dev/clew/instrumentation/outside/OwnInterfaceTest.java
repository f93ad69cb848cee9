package dev.clew.instrumentation.outside;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.instrumentation.Trace;
import dev.clew.instrumentation.Tracing;
import dev.clew.instrumentation.test.CollectedSpans;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// An application's own types are rarely public.
class OwnInterfaceTest {
  @RegisterExtension final CollectedSpans spans = CollectedSpans.create();

  private interface Orders {
    @Trace("MyService.fetchData")
    String fetchData(String order);

    String untraced();
  }

  private static final class DatabaseOrders implements Orders {
    @Override
    public String fetchData(String order) {
      return "data of " + order;
    }

    @Override
    public String untraced() {
      return "as it is";
    }
  }

  @Test
  void isWrappedToo() {
    Orders orders = Tracing.wrap(Orders.class, new DatabaseOrders());
    assertThat(orders.fetchData("o-1")).isEqualTo("data of o-1");
    assertThat(orders.untraced()).isEqualTo("as it is");
    spans.assertTree("MyService.fetchData\n");
  }
}
