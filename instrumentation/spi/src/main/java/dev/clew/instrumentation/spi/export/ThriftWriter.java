package dev.clew.instrumentation.spi.export;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TField;
import org.apache.thrift.protocol.TList;
import org.apache.thrift.protocol.TProtocol;
import org.apache.thrift.protocol.TStruct;
import org.apache.thrift.protocol.TType;

/// Writes structs of Jaeger's model with one of Thrift's protocols.
record ThriftWriter(TProtocol protocol) {
  private static final int STRING = 0;
  private static final int DOUBLE = 1;
  private static final int BOOL = 2;
  private static final int LONG = 3;

  void begin(String struct) throws TException {
    protocol.writeStructBegin(new TStruct(struct));
  }

  void end() throws TException {
    protocol.writeFieldStop();
    protocol.writeStructEnd();
  }

  void field(byte type, int id) throws TException {
    protocol.writeFieldBegin(new TField("", type, (short) id));
  }

  void int32(int id, int value) throws TException {
    field(TType.I32, id);
    protocol.writeI32(value);
  }

  void int64(int id, long value) throws TException {
    field(TType.I64, id);
    protocol.writeI64(value);
  }

  void string(int id, String value) throws TException {
    field(TType.STRING, id);
    protocol.writeString(value);
  }

  void list(int id, byte type, int size) throws TException {
    field(TType.LIST, id);
    protocol.writeListBegin(new TList(type, size));
  }

  /// A struct that is written already.
  void raw(byte[] struct) throws TException {
    protocol.getTransport().write(ByteBuffer.wrap(struct));
  }

  void tag(String key, Object value) throws TException {
    begin("Tag");
    string(1, key);
    if (value instanceof Double number) {
      int32(2, DOUBLE);
      field(TType.DOUBLE, 4);
      protocol.writeDouble(number);
    } else if (value instanceof Boolean bool) {
      int32(2, BOOL);
      field(TType.BOOL, 5);
      protocol.writeBool(bool);
    } else if (value instanceof Long number) {
      int32(2, LONG);
      int64(6, number);
    } else {
      int32(2, STRING);
      string(3, AttributeText.of(value));
    }
    end();
  }

  /// Tags that are counted before they are written.
  static final class Tags {
    private final Map<String, Object> tags = new LinkedHashMap<>();

    void add(String key, Object value) {
      tags.put(key, value);
    }

    void addUnlessThere(String key, Object value) {
      tags.putIfAbsent(key, value);
    }

    void writeTo(int field, ThriftWriter thrift) throws TException {
      thrift.list(field, TType.STRUCT, tags.size());
      for (Map.Entry<String, Object> tag : tags.entrySet()) {
        thrift.tag(tag.getKey(), tag.getValue());
      }
    }
  }
}
