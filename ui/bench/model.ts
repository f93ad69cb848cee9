import { performance } from 'node:perf_hooks';
import { LevelOfDetail } from '../src/lod/rectangles';
import { buildOverview } from '../src/lod/overview';
import { writeColumns } from '../src/testing/writeColumns';
import { findCriticalPath } from '../src/trace/criticalPath';
import { Lines } from '../src/trace/lines';
import { readColumns } from '../src/trace/readColumns';
import { findRuns } from '../src/trace/runs';
import { byName } from '../src/trace/statistics';
import { errorPositions, ticks } from '../src/trace/ticks';
import { buildTree } from '../src/trace/tree';
import { modelOf } from '../src/worker/TraceModel';
import { SHAPES, largeTrace } from './traces';

// What it takes to draw a large trace, by shape: node bench/run.mjs model [spans]
// The last column compares with a pass that only adds up as many numbers, measured in the same run.

const spans = Number(process.argv[2] ?? 1_000_000);
const baseline = new Float64Array(spans).map((_, i) => (i * 7919) % 1000);

for (const shape of SHAPES) {
  const bytes = writeColumns(largeTrace(shape, spans)).buffer;
  const unit = best(() => sum(baseline));
  console.log(`\n${shape}, ${spans} spans, ${(bytes.byteLength / 1e6).toFixed(1)} MB`);
  const report = (what: string, millis: number) =>
    console.log(
      `  ${what.padEnd(28)} ${millis.toFixed(1).padStart(8)} ms ${(millis / unit).toFixed(0).padStart(6)} x`,
    );
  const read = () => readColumns(bytes.slice(0));
  const columns = read();
  const tree = buildTree(columns);
  report('read', best(read));
  report(
    'tree and lanes',
    best(() => buildTree(columns)),
  );
  report(
    'runs',
    best(() => findRuns(columns, tree)),
  );
  report(
    'critical path',
    best(() => findCriticalPath(columns, tree)),
  );
  report(
    'overview',
    best(() => buildOverview(columns, tree)),
  );
  report(
    'all of it',
    best(() => modelOf(read())),
  );

  const model = modelOf(columns);
  const detail = new LevelOfDetail(columns, model.overview);
  const window = { from: 0, to: tree.end, width: 1600, firstLane: 0, lastLane: tree.laneCount, rows: 200 };
  report(
    `all, ${detail.rectangles(window).count} rectangles`,
    best(() => detail.rectangles(window)),
  );
  const part = { ...window, from: tree.end * 0.4, to: tree.end * 0.41 };
  report(
    `1%, ${detail.rectangles(part).count} rectangles`,
    best(() => detail.rectangles(part)),
  );
  report(
    'lines',
    best(() => new Lines(columns, tree, model.runs)),
  );
  const lines = new Lines(columns, tree, model.runs);
  const errors = errorPositions(columns, tree);
  report(
    'ticks of errors',
    best(() => ticks(lines, tree, errors, 900)),
  );
  report(
    'statistics by name',
    best(() => byName(columns, tree)),
  );
  console.log(
    `  ${tree.laneCount} lanes, depth ${tree.maxDepth}, ${(memory(model) / 1e6).toFixed(1)} MB of arrays`,
  );
}

/** Best of five, in milliseconds. */
function best(work: () => unknown): number {
  let least = Infinity;
  for (let i = 0; i < 5; i++) {
    const start = performance.now();
    work();
    least = Math.min(least, performance.now() - start);
  }
  return least;
}

function sum(values: Float64Array): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) {
    total += values[i];
  }
  return total;
}

/** Bytes of all buffers, each counted once. */
function memory(value: unknown, seen = new Set<ArrayBufferLike>()): number {
  if (ArrayBuffer.isView(value)) {
    if (seen.has(value.buffer)) {
      return 0;
    }
    seen.add(value.buffer);
    return value.buffer.byteLength;
  }
  if (typeof value !== 'object' || value === null) {
    return 0;
  }
  return Object.values(value).reduce((total: number, part) => total + memory(part, seen), 0);
}
