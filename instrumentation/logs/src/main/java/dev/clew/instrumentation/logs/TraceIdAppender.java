package dev.clew.instrumentation.logs;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.spi.AppenderAttachable;
import ch.qos.logback.core.spi.AppenderAttachableImpl;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/// A Logback appender that gives each line the ids of the span that is current when it is written,
/// as `trace_id`, `span_id` and `trace_sampled` among the values of its MDC, and hands it on.
///
/// The MDC of the thread is not touched, so no id outlives its span. It has to stand before an
/// asynchronous appender, which writes on another thread. A line outside any span passes as it is.
///
/// ```xml
/// <appender name="traced" class="dev.clew.instrumentation.logs.TraceIdAppender">
///   <appender-ref ref="console"/>
/// </appender>
/// ```
///
/// `%X{trace_id}` in a pattern shows an id. With `<logInjection>true</logInjection>`, or where
/// `DD_LOGS_INJECTION` is on, `dd.trace_id` and `dd.span_id` are there too, in decimal.
public final class TraceIdAppender extends UnsynchronizedAppenderBase<ILoggingEvent>
    implements AppenderAttachable<ILoggingEvent> {
  private final AppenderAttachableImpl<ILoggingEvent> targets = new AppenderAttachableImpl<>();
  private volatile boolean logInjection;

  /// For Logback's configuration: hands lines on to nobody yet.
  ///
  /// ```java
  /// TraceIdAppender traced = new TraceIdAppender();
  /// traced.addAppender(console);
  /// ```
  public TraceIdAppender() {}

  /// Whether Datadog's ids are given too, whatever the settings say.
  ///
  /// ```java
  /// traced.setLogInjection(true);
  /// ```
  public void setLogInjection(boolean on) {
    logInjection = on;
  }

  @Override
  protected void append(ILoggingEvent event) {
    targets.appendLoopOnAppenders(TraceIds.areThere() ? withIds(event) : event);
  }

  private ILoggingEvent withIds(ILoggingEvent event) {
    Map<String, String> values = new HashMap<>(event.getMDCPropertyMap());
    TraceIds.each(logInjection || LogInjection.isOn(), values::put);
    return new TracedEvent(event, values);
  }

  @Override
  public void stop() {
    super.stop();
    targets.detachAndStopAllAppenders();
  }

  @Override
  public void addAppender(Appender<ILoggingEvent> appender) {
    targets.addAppender(appender);
  }

  @Override
  public Iterator<Appender<ILoggingEvent>> iteratorForAppenders() {
    return targets.iteratorForAppenders();
  }

  @Override
  public Appender<ILoggingEvent> getAppender(String name) {
    return targets.getAppender(name);
  }

  @Override
  public boolean isAttached(Appender<ILoggingEvent> appender) {
    return targets.isAttached(appender);
  }

  @Override
  public void detachAndStopAllAppenders() {
    targets.detachAndStopAllAppenders();
  }

  @Override
  public boolean detachAppender(Appender<ILoggingEvent> appender) {
    return targets.detachAppender(appender);
  }

  @Override
  public boolean detachAppender(String name) {
    return targets.detachAppender(name);
  }
}
