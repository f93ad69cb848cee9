package dev.clew.server.cli.tree;

import dev.clew.model.AttributeCursor;
import dev.clew.model.AttributeType;
import dev.clew.model.SpanBatch;
import dev.clew.server.cli.terminal.TerminalText;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is shown of a batch's spans in words, safe to print.
public final class SpanLabels {
  /// OTLP's `STATUS_CODE_ERROR`.
  private static final int ERROR = 2;

  private final SpanBatch batch;
  private final String[] services;
  private final Map<Integer, String> exceptions;

  public SpanLabels(SpanBatch batch) {
    this.batch = batch;
    services = services(batch);
    exceptions = exceptions(batch);
  }

  public String name(int row) {
    return TerminalText.printable(batch.strings().string(batch.name(row)));
  }

  /// The resource's `service.name`, or a dash.
  public String service(int row) {
    return services[batch.resource(row)];
  }

  public boolean isFailed(int row) {
    return batch.statusCode(row) == ERROR;
  }

  /// What went wrong: the last exception that was recorded, else the message of a status that tells
  /// of an error; null where there is neither.
  public @Nullable String problem(int row) {
    String exception = exceptions.get(row);
    if (exception != null) {
      return exception;
    }
    String message = isFailed(row) ? batch.strings().string(batch.statusMessage(row)).strip() : "";
    return message.isEmpty() ? null : TerminalText.printable(message);
  }

  private static String[] services(SpanBatch batch) {
    String[] names = new String[batch.resources().count()];
    AttributeCursor attributes = batch.resourceAttributeCursor();
    for (int resource = 0; resource < names.length; resource++) {
      names[resource] = "-";
      attributes.seek(resource);
      while (attributes.next()) {
        if (attributes.type() == AttributeType.STRING && attributes.key().equals("service.name")) {
          names[resource] = TerminalText.printable(attributes.string());
        }
      }
    }
    return names;
  }

  /// By span row, type and message of its last `exception` event.
  private static Map<Integer, String> exceptions(SpanBatch batch) {
    Map<Integer, String> texts = new HashMap<>();
    AttributeCursor attributes = batch.eventAttributeCursor();
    for (int event = 0; event < batch.events().count(); event++) {
      if (batch.strings().string(batch.events().name(event)).equals("exception")) {
        texts.put(batch.events().span(event), exception(attributes.seek(event)));
      }
    }
    return texts;
  }

  private static String exception(AttributeCursor attributes) {
    String type = "";
    String message = "";
    while (attributes.next()) {
      if (attributes.type() == AttributeType.STRING) {
        switch (attributes.key()) {
          case "exception.type" -> type = attributes.string().strip();
          case "exception.message" -> message = attributes.string().strip();
          default -> {}
        }
      }
    }
    String between = type.isEmpty() || message.isEmpty() ? "" : ": ";
    String text = type + between + message;
    return text.isEmpty() ? "exception" : TerminalText.printable(text);
  }
}
