import { IdSet, MISSING, ROOT } from '../../trace/columns';
import { SHARED, type SpanStore } from './SpanStore';

/**
 * The parents of Zipkin's spans, where client and server may share an id: the server's half is a child of the client's,
 * and what names the id is a child of the half that runs in the same service; of the server's where neither does.
 *
 * @param services by resource
 * @returns by index in `spans`: the index of the parent, `ROOT` or `MISSING`
 */
export function sharedParents(store: SpanStore, spans: Int32Array, services: readonly string[]): Int32Array {
  const { ids } = store;
  const service = (index: number) => services[store.resource(spans[index])];
  const isShared = (index: number) => (store.flags(spans[index]) & SHARED) !== 0;
  const halves = new Int32Array(2 * spans.length);
  spans.forEach((span, index) => {
    halves[2 * index] = ids[4 * span];
    halves[2 * index + 1] = ids[4 * span + 1];
  });
  const set = new IdSet(halves);
  /** By index: the next one with the same id; -1 for none. */
  const next = new Int32Array(spans.length).fill(-1);
  const last = Int32Array.from(spans, (_, index) => index);
  for (let index = 0; index < spans.length; index++) {
    const first = set.indexOf(halves[2 * index], halves[2 * index + 1]);
    if (first !== index) {
      next[last[first]] = index;
      last[first] = index;
    }
  }
  /** The best of the spans with an id, by a score; -1 for none. */
  const best = (low: number, high: number, score: (index: number) => number): number => {
    let found = -1;
    let most = 0;
    for (let at = set.indexOf(low, high); at >= 0; at = next[at]) {
      if (score(at) > most) {
        most = score(at);
        found = at;
      }
    }
    return found;
  };
  return spans.map((span, index) => {
    if (isShared(index)) {
      const client = best(ids[4 * span], ids[4 * span + 1], (at) => (isShared(at) ? 0 : 1));
      if (client >= 0) {
        return client;
      }
    }
    const low = ids[4 * span + 2];
    const high = ids[4 * span + 3];
    if (low === 0 && high === 0) {
      return ROOT;
    }
    const parent = best(low, high, (at) =>
      at === index ? 0 : 1 + (isShared(at) ? 1 : 0) + (service(at) === service(index) ? 2 : 0),
    );
    return parent < 0 ? MISSING : parent;
  });
}
