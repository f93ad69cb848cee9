import { useState } from 'preact/hooks';
import { clip, visible } from '../format';

interface ForeignProps {
  /** Text that came with a span. */
  readonly text: string;
  /** Most characters shown before "show all"; values may be a megabyte. */
  readonly most?: number;
}

/** Text that came with a span, whatever is in it: strange characters shown, direction kept to itself, long text clipped. */
export function Foreign({ text, most = 500 }: ForeignProps) {
  const [all, setAll] = useState(false);
  const shown = visible(all ? text : clip(text, most));
  return (
    <>
      <span class="foreign" dir="auto">
        {shown}
      </span>
      {text.length > most && (
        <button type="button" class="quiet" onClick={() => setAll(!all)}>
          {all ? 'Show less' : `Show all ${text.length} characters`}
        </button>
      )}
    </>
  );
}
