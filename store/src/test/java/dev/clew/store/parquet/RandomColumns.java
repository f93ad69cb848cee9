package dev.clew.store.parquet;

import dev.clew.model.Dictionary;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Columns with random values of every shape: dense, sparse and empty, few values and many.
final class RandomColumns {
  private final Random random;

  RandomColumns(Random random) {
    this.random = random;
  }

  ColumnSpec spec(String name) {
    ColumnType type = ColumnType.values()[random.nextInt(ColumnType.values().length)];
    boolean list = type != ColumnType.FIXED16 && random.nextInt(4) == 0;
    return new ColumnSpec(name, type, list || random.nextBoolean(), list);
  }

  List<ColumnSpec> specs(int count) {
    List<ColumnSpec> specs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      specs.add(spec("column " + i));
    }
    return specs;
  }

  int[] cuts(int rows) {
    List<Integer> cuts = new ArrayList<>(List.of(0));
    int step = 1 + random.nextInt(2000);
    for (int at = 1 + random.nextInt(step); at < rows; at += 1 + random.nextInt(step)) {
      cuts.add(at);
    }
    cuts.add(rows);
    return cuts.stream().mapToInt(i -> i).toArray();
  }

  ColumnData data(ColumnSpec spec, int rowCount) {
    double density = new double[] {0, 0.001, 0.1, 0.5, 0.99, 1}[random.nextInt(6)];
    int[] rows = new int[rowCount];
    int count = 0;
    for (int row = 0; row < rowCount; row++) {
      if (!spec.nullable() || random.nextDouble() < density) {
        rows[count++] = row;
      }
    }
    if (!spec.list()) {
      return elements(spec.type(), rowCount, count, count == rowCount ? null : rows);
    }
    int[] lists = new int[count + 1];
    for (int i = 0; i < count; i++) {
      lists[i + 1] = lists[i] + (random.nextInt(3) == 0 ? 0 : random.nextInt(5));
    }
    return elements(spec.type(), rowCount, lists[count], null).inLists(count, rows, lists);
  }

  private ColumnData elements(ColumnType type, int rowCount, int count, int[] rows) {
    if (type.isCoded()) {
      return entries(type, rowCount, count, rows);
    }
    long[] words = new long[count];
    long[] lows = new long[count];
    int shift = random.nextInt(65);
    int distinct = 1 + random.nextInt(random.nextBoolean() ? 10 : 1 << 20);
    int run = 1 + random.nextInt(20);
    for (int i = 0; i < count; i++) {
      boolean repeat = i > 0 && random.nextInt(run) != 0;
      long word = shift == 64 ? i : (random.nextInt(distinct) * 0x9E3779B97F4A7C15L) >>> shift;
      words[i] = repeat ? words[i - 1] : type == ColumnType.BOOLEAN ? word & 1 : word;
      lows[i] = random.nextLong();
    }
    if (type == ColumnType.FIXED16) {
      return new ColumnData(rowCount, count, rows, null, null, null, words, lows);
    }
    return ColumnData.ofWords(rowCount, count, rows, words);
  }

  private ColumnData entries(ColumnType type, int rowCount, int count, int[] rows) {
    boolean coded = random.nextInt(3) > 0;
    int size = coded ? 1 + random.nextInt(random.nextBoolean() ? 5 : 3000) : count;
    String prefix = "common/".repeat(random.nextInt(4));
    String[] strings = new String[size];
    for (int i = 0; i < size; i++) {
      int tail = random.nextInt(4);
      strings[i] =
          switch (tail) {
            case 0 -> "";
            case 1 -> prefix + "\0".repeat(random.nextInt(10));
            case 2 -> prefix + Integer.toString(random.nextInt(5000), 36) + "ü€😀";
            default -> prefix + random.nextInt();
          };
    }
    if (type == ColumnType.STRING && size > 0) {
      // DuckDB takes a zero byte inside text for its end in some messages; values keep it.
      strings[0] = "first";
    }
    int[] codes = null;
    if (coded) {
      codes = new int[count];
      int run = 1 + random.nextInt(20);
      for (int i = 0; i < count; i++) {
        codes[i] = i > 0 && random.nextInt(run) != 0 ? codes[i - 1] : random.nextInt(size);
      }
    }
    return ColumnData.ofCodes(rowCount, count, rows, Dictionary.of(strings), codes);
  }
}
