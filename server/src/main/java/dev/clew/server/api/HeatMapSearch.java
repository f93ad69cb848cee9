package dev.clew.server.api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.clew.query.HeatMapRequest;
import dev.clew.query.HeatMapResult;
import dev.clew.query.heatmap.HeatMap;
import dev.clew.server.json.JsonText;
import dev.clew.store.StoreSnapshot;
import java.io.IOException;
import java.util.Set;

/// `GET search/heatmap`: how long all traces with a matching span took, over time.
final class HeatMapSearch implements JsonEndpoint.Question {
  static final Set<String> PARAMETERS = Set.of("q", "start", "end", "columns", "rows");

  private static final int DEFAULT_COLUMNS = 120;
  private static final int MAX_COLUMNS = 400;
  private static final int DEFAULT_ROWS = 40;
  private static final int MAX_ROWS = 100;

  private final Questions questions;

  HeatMapSearch(Questions questions) {
    this.questions = questions;
  }

  @Override
  public JsonText.Fields ask(
      ServiceRequestContext context, Parameters parameters, StoreSnapshot snapshot) {
    HeatMapRequest request =
        new HeatMapRequest(
            parameters.queryOrEverything(),
            parameters.number("columns", DEFAULT_COLUMNS, 1, MAX_COLUMNS),
            parameters.number("rows", DEFAULT_ROWS, 1, MAX_ROWS),
            questions.within(context, parameters.window()));
    HeatMapResult result = questions.engine().heatMap(snapshot, request);
    return json -> {
      write(result.map(), json);
      Search.statistics(result.statistics(), json);
    };
  }

  private static void write(HeatMap map, JsonGenerator json) throws IOException {
    if (map.columns() > 0) {
      json.writeStringField("start", Long.toUnsignedString(map.startNanos()));
      json.writeStringField("end", Long.toUnsignedString(map.endNanos()));
      json.writeStringField("columnNanos", Long.toUnsignedString(map.columnNanos()));
    }
    json.writeNumberField("columns", map.columns());
    json.writeArrayFieldStart("durationBounds");
    for (long bound : map.durationBounds()) {
      json.writeString(Long.toString(bound));
    }
    json.writeEndArray();
    json.writeArrayFieldStart("cells");
    for (HeatMap.Cell cell : map.cells()) {
      json.writeStartArray();
      json.writeNumber(cell.column());
      json.writeNumber(cell.row());
      json.writeNumber(cell.traces());
      json.writeNumber(cell.errors());
      json.writeString(cell.exampleId());
      json.writeEndArray();
    }
    json.writeEndArray();
    json.writeNumberField("traces", map.traces());
    json.writeNumberField("errors", map.errors());
  }
}
