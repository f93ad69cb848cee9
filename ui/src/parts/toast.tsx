import { useEffect, useState } from 'preact/hooks';
import { Icon } from './Icon';
import './toast.css';

interface Toast {
  readonly id: number;
  readonly text: string;
  readonly kind: 'done' | 'error';
}

/** How long a toast stays; an error stays until it is closed. */
const STAY_MILLIS = 4000;

/** Older ones give way. */
const MOST = 4;

let toasts: readonly Toast[] = [];
let newest = 0;
const listeners = new Set<() => void>();

/** Says in a corner that something was done (`Copied`), or why it was not. */
export function toast(text: string, kind: Toast['kind'] = 'done'): void {
  const id = ++newest;
  set([...toasts, { id, text, kind }].slice(-MOST));
  if (kind === 'done') {
    setTimeout(() => dismiss(id), STAY_MILLIS);
  }
}

function dismiss(id: number): void {
  set(toasts.filter((one) => one.id !== id));
}

function set(next: readonly Toast[]): void {
  toasts = next;
  listeners.forEach((listener) => listener());
}

/** The corner where toasts appear. Drawn once. */
export function Toasts() {
  const [shown, setShown] = useState(toasts);
  useEffect(() => {
    const update = () => setShown(toasts);
    listeners.add(update);
    return () => {
      listeners.delete(update);
    };
  }, []);
  return (
    <div class="toasts" role="status">
      {shown.map(({ id, text, kind }) => (
        <div key={id} class={`toast ${kind}`}>
          <Icon name={kind === 'error' ? 'error' : 'check'} />
          <span>{text}</span>
          <button
            type="button"
            class="quiet square"
            aria-label="Close the message"
            onClick={() => dismiss(id)}
          >
            <Icon name="close" />
          </button>
        </div>
      ))}
    </div>
  );
}
