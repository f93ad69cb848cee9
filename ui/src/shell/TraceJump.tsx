import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { isField } from '../keys';
import { Icon, toast } from '../parts';
import { go, traceAddress } from '../url';
import { traceIdIn } from './traceId';

/** The header's field for a trace id, or anything that has one in it. */
export function TraceJump({ field }: { field: RefObject<HTMLInputElement | null> }) {
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState(false);
  const jump = (given: string): boolean => {
    // Typed and sent off on purpose, a short id is one too.
    const id = traceIdIn(given) ?? /^\s*([0-9a-f]{1,32})\s*$/i.exec(given)?.[1];
    if (id) {
      setText('');
      field.current?.blur();
      go(traceAddress(id.toLowerCase()));
    }
    return id !== undefined;
  };
  return (
    <form
      class="trace-jump"
      role="search"
      aria-label="Open a trace"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() && !jump(text)) {
          setWrong(true);
          toast(
            'That is no trace id: up to 32 hexadecimal digits, a traceparent, or a link to a trace.',
            'error',
          );
        }
      }}
    >
      <Icon name="search" size={14} />
      <input
        ref={field}
        value={text}
        placeholder="Open trace by id"
        aria-label="Trace id"
        aria-invalid={wrong}
        spellcheck={false}
        autocomplete="off"
        enterkeyhint="go"
        onInput={(event) => {
          setText(event.currentTarget.value);
          setWrong(false);
        }}
        onPaste={(event) => {
          const pasted = event.clipboardData?.getData('text') ?? '';
          if (traceIdIn(pasted) && jump(pasted)) {
            event.preventDefault();
          }
        }}
        onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
      />
    </form>
  );
}

/** A trace id pasted anywhere but into a field opens the trace. */
export function PasteTrace() {
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      const id = isField(event.target) ? undefined : traceIdIn(event.clipboardData?.getData('text') ?? '');
      if (id) {
        event.preventDefault();
        go(traceAddress(id));
      }
    };
    document.addEventListener('paste', onPaste);
    return () => document.removeEventListener('paste', onPaste);
  }, []);
  return null;
}
