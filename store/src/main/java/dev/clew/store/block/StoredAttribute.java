package dev.clew.store.block;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.clew.model.AttributeType;
import dev.clew.store.segment.AttributeName;
import dev.clew.store.segment.AttributeScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Which attribute a column of a file holds. Kept in the file's footer, because names of columns
/// say it to people only.
///
/// @param column the name of the column
record StoredAttribute(String column, AttributeName name, AttributeType type) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /// A list as JSON: an array of arrays of column, scope, key and type.
  static String toJson(List<StoredAttribute> attributes) {
    ArrayNode list = JSON.createArrayNode();
    for (StoredAttribute attribute : attributes) {
      list.addArray()
          .add(attribute.column)
          .add(attribute.name.scope().prefix())
          .add(attribute.name.key())
          .add(attribute.type.name().toLowerCase(Locale.ROOT));
    }
    return list.toString();
  }

  /// The list that {@link #toJson} wrote.
  ///
  /// @throws IllegalArgumentException where it is none
  static List<StoredAttribute> fromJson(String json) {
    try {
      List<StoredAttribute> attributes = new ArrayList<>();
      for (JsonNode node : JSON.readTree(json)) {
        attributes.add(
            new StoredAttribute(
                node.path(0).asText(),
                new AttributeName(scope(node.path(1).asText()), node.path(2).asText()),
                AttributeType.valueOf(node.path(3).asText().toUpperCase(Locale.ROOT))));
      }
      return attributes;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("list of attributes: " + e.getOriginalMessage(), e);
    }
  }

  private static AttributeScope scope(String prefix) {
    for (AttributeScope scope : AttributeScope.values()) {
      if (scope.prefix().equals(prefix)) {
        return scope;
      }
    }
    throw new IllegalArgumentException("no attribute scope '" + prefix + "'");
  }
}
