import type { ComponentChildren } from 'preact';
import { clip, formatCount, visible } from '../../../format';

interface SectionProps {
  readonly title: string;
  /** A word on what it is of. */
  readonly note?: string;
  /** How many entries are shown, */
  readonly count: number;
  /** of how many there are, */
  readonly of: number;
  /** and how many more the sender left out. */
  readonly dropped?: number;
  readonly open: boolean;
  readonly children: ComponentChildren;
}

/** A part of the details that folds. One without anything in it is left out. */
export function Section({ title, note, count, of, dropped = 0, open, children }: SectionProps) {
  if (of === 0 && dropped === 0 && !note) {
    return null;
  }
  return (
    <details class="section" open={open}>
      <summary>
        {title}{' '}
        {of > 0 && (
          <span class="section-count">
            {count === of ? formatCount(of) : `${formatCount(count)} of ${formatCount(of)}`}
          </span>
        )}
        {note && <bdi class="section-note">{visible(clip(note, 200))}</bdi>}
        {dropped > 0 && <span class="section-dropped">{formatCount(dropped)} dropped by the sender</span>}
      </summary>
      {children}
    </details>
  );
}
