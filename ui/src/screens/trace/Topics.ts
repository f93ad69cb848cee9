import { useEffect, useState } from 'preact/hooks';

/** What changed, told to those who asked: at once, in the order in which they asked. */
export class Topics<T extends string> {
  private readonly listeners = new Map<T, Set<() => void>>();

  /**
   * Listens until the signal, where there is one.
   *
   * @returns what ends it sooner
   */
  on(topics: readonly T[], listener: () => void, signal?: AbortSignal): () => void {
    for (const topic of topics) {
      const listening = this.listeners.get(topic) ?? new Set();
      this.listeners.set(topic, listening.add(listener));
    }
    const end = () => topics.forEach((topic) => this.listeners.get(topic)?.delete(listener));
    signal?.addEventListener('abort', end, { once: true });
    return end;
  }

  tell(topic: T): void {
    this.listeners.get(topic)?.forEach((listener) => listener());
  }
}

/** What `read` gives, kept current; the component is drawn anew only when that changes. */
export function useTopics<T extends string, V>(topics: Topics<T>, names: readonly T[], read: () => V): V {
  const [, setVersion] = useState(0);
  const value = read();
  useEffect(() => {
    let last = value;
    const update = () => {
      const now = read();
      if (!Object.is(now, last)) {
        last = now;
        setVersion((version) => version + 1);
      }
    };
    update();
    return topics.on(names, update);
    // Without a list of what it depends on: `read` closes over the newest values.
  });
  return value;
}
