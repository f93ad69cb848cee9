import { useEffect, useState } from 'preact/hooks';

/**
 * A choice of the person before the screen that outlives the page: kept by the browser, for this origin. Where the
 * browser keeps nothing (private windows, blocked storage), it lasts as long as the page.
 */
export class Setting<T> {
  private value: T;
  private readonly listeners = new Set<() => void>();

  /** `parse` makes a value of what was kept, or of `null`, and never throws; `JSON.stringify` keeps it. */
  constructor(
    private readonly name: string,
    private readonly parse: (kept: unknown) => T,
  ) {
    this.value = parse(load(name));
    if (typeof window !== 'undefined') {
      // Another tab of the same Clew changed it.
      window.addEventListener('storage', ({ key }) => key === 'clew.' + name && this.reload());
    }
  }

  get(): T {
    return this.value;
  }

  set(value: T): void {
    this.value = value;
    try {
      window.localStorage.setItem('clew.' + this.name, JSON.stringify(value));
    } catch {
      // Kept until the page goes: see above.
    }
    this.tell();
  }

  /** Calls back after every change; returns what ends that. */
  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  }

  private reload(): void {
    this.value = this.parse(load(this.name));
    this.tell();
  }

  private tell(): void {
    this.listeners.forEach((listener) => listener());
  }
}

function load(name: string): unknown {
  try {
    return JSON.parse(window.localStorage.getItem('clew.' + name) ?? 'null');
  } catch {
    return null;
  }
}

/** A setting, kept current. */
export function useSetting<T>(setting: Setting<T>): T {
  const [value, setValue] = useState(() => setting.get());
  useEffect(() => {
    const update = () => setValue(() => setting.get());
    update();
    return setting.onChange(update);
  }, [setting]);
  return value;
}
