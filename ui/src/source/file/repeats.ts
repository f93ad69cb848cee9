import { IdSet } from '../../trace/columns';
import type { SpanStore } from './SpanStore';

/** The spans of a file, in its order, without those that are there again and say nothing else: the server keeps none either. */
export function withoutRepeats(store: SpanStore): Int32Array {
  const { ids, count } = store;
  const halves = new Int32Array(2 * count);
  for (let span = 0; span < count; span++) {
    halves[2 * span] = ids[4 * span];
    halves[2 * span + 1] = ids[4 * span + 1];
  }
  const set = new IdSet(halves);
  /** By the first span with an id: all that is said by those with it. */
  const said = new Map<number, Set<string>>();
  const kept = new Int32Array(count);
  let keptCount = 0;
  for (let span = 0; span < count; span++) {
    const first = set.indexOf(halves[2 * span], halves[2 * span + 1]);
    if (first !== span) {
      const known = said.get(first) ?? new Set([textOf(store, first)]);
      said.set(first, known);
      const { size } = known;
      if (known.add(textOf(store, span)).size === size) {
        continue;
      }
    }
    kept[keptCount++] = span;
  }
  return kept.slice(0, keptCount);
}

/** All that is said of a span. */
function textOf(store: SpanStore, span: number): string {
  const around = [store.resources[store.resource(span)], store.scopes[store.scope(span)]];
  return JSON.stringify([store.span(span), ...around]);
}
