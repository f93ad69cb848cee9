package dev.clew.instrumentation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Makes a span of every call of a method.
///
/// The method may stand in an interface or in the class behind it; {@link Tracing#wrap} gives the
/// object whose calls are traced. Under the OpenTelemetry agent with Clew's extension every method
/// with a body is, without that. A method that returns a `CompletionStage` has a span that ends
/// with it.
///
/// ```java
/// final class Payments implements PaymentService {
///   @Trace("PaymentService.processPayment")
///   public Receipt processPayment(Order order) { … }
/// }
///
/// PaymentService payments = Tracing.wrap(PaymentService.class, new Payments());
/// ```
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Trace {
  /// The span's name; by default that of the class and the method, `Payments.processPayment`.
  String value() default "";
}
