import { useState } from 'preact/hooks';
import { clip, formatCount, visible } from '../../../format';

interface LongTextProps {
  readonly text: string;
  /** Characters shown at first. */
  readonly most?: number;
  /** Keeps spaces and lines, as stack traces want. */
  readonly pre?: boolean;
}

/** How much more a press shows: a megabyte laid out at once would stop the page. */
const PIECE = 20_000;

/** Text that came with a span: strange characters shown, its direction its own, long text clipped and shown by pieces. */
export function LongText({ text, most = 600, pre }: LongTextProps) {
  const [length, setLength] = useState(most);
  const shown = clip(text, length);
  const left = text.length - length;
  return (
    <>
      <span class={pre ? 'foreign long-pre' : 'foreign'} dir="auto">
        {pre ? shown.split('\n').map(visible).join('\n') : visible(shown)}
      </span>
      {text.length > most && (
        <span class="long-more">
          {left > 0 && (
            <button type="button" class="quiet" onClick={() => setLength(length + PIECE)}>
              {left > PIECE ? 'Show more' : 'Show all'}
            </button>
          )}
          {length > most && (
            <button type="button" class="quiet" onClick={() => setLength(most)}>
              Show less
            </button>
          )}
          <span class="faint">{formatCount(text.length)} characters</span>
        </span>
      )}
    </>
  );
}
