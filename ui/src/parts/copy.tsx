import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from './Icon';
import { toast } from './toast';

/**
 * Puts text on the clipboard. Over plain HTTP from another machine browsers hide the clipboard's own API; there the text
 * is selected in a field and copied as by hand. False where the browser refuses both.
 */
export async function copyText(text: string): Promise<boolean> {
  if (navigator.clipboard) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // Refused, for example without focus: the way below may still be open.
    }
  }
  return copyBySelection(text);
}

function copyBySelection(text: string): boolean {
  const before = document.activeElement as HTMLElement | null;
  const field = document.createElement('textarea');
  field.value = text;
  field.readOnly = true;
  field.className = 'unseen';
  // Inside an open dialog, since what is outside cannot be selected then.
  ([...document.querySelectorAll('dialog:modal')].at(-1) ?? document.body).append(field);
  field.select();
  try {
    return document.execCommand('copy');
  } finally {
    field.remove();
    before?.focus?.();
  }
}

/** Copies text and says so; a function is asked for it first. */
export async function copyAndTell(
  text: string | (() => string | Promise<string>),
  what = 'text',
): Promise<boolean> {
  let copied = false;
  try {
    copied = await copyText(typeof text === 'string' ? text : await text());
  } catch (failure) {
    toast(`The ${what} could not be copied. ${failure instanceof Error ? failure.message : ''}`, 'error');
    return false;
  }
  if (copied) {
    toast(`Copied the ${what}`);
  } else {
    toast(`The browser does not let the page copy. Select the ${what} and copy it by hand.`, 'error');
  }
  return copied;
}

interface CopyButtonProps {
  /** What is copied, or what makes it. */
  readonly text: string | (() => string | Promise<string>);
  /** What it is, in words: `trace id`. */
  readonly what: string;
  /** Words on the button; without, it is a drawing. */
  readonly children?: string;
}

/** A button that copies, and shows for a moment that it did. */
export function CopyButton({ text, what, children }: CopyButtonProps) {
  const [copied, setCopied] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const onClick = async () => {
    if (await copyAndTell(text, what)) {
      setCopied(true);
      timer.current = setTimeout(() => setCopied(false), 1500);
    }
  };
  return (
    <button
      type="button"
      class={children ? '' : 'quiet square'}
      title={`Copy ${what}`}
      aria-label={`Copy ${what}`}
      onClick={onClick}
    >
      <Icon name={copied ? 'check' : 'copy'} />
      {children}
    </button>
  );
}
