import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { FormFields, ParseAnswer, QueryFault } from '../../../api';
import { NO_FIELDS } from './fields';

/** The query while it is being written, as line and as form; the server translates between them. */
export interface QueryDraft {
  readonly line: string;
  readonly fields: FormFields;
  /** Whether the form can say what the line says. */
  readonly formSaysAll: boolean;
  /** What is wrong with the line, or with the field that it names. */
  readonly fault: QueryFault | null;
}

/** Asks the server what a line or the fields of the form mean. */
export interface Translator {
  line(text: string, signal: AbortSignal): Promise<ParseAnswer>;
  fields(fields: FormFields, signal: AbortSignal): Promise<ParseAnswer>;
}

const TYPING_PAUSE_MILLIS = 180;

/**
 * Two views of one query. Whichever was edited last leads: after a pause in typing it is translated, and the other
 * follows. An answer that comes after the next edit is thrown away. Nothing here keeps anyone from typing; where the server
 * does not answer, the line stands as it is and the search itself will say what is wrong.
 */
export class DraftKeeper {
  private draft: QueryDraft;
  private led: 'line' | 'form' = 'line';
  private timer: ReturnType<typeof setTimeout> | undefined;
  private asking = new AbortController();
  private pending: Promise<void> | null = null;

  constructor(
    line: string,
    private readonly translator: Translator,
    private readonly changed: (draft: QueryDraft) => void,
    fields?: FormFields,
  ) {
    this.draft = { line, fields: fields ?? NO_FIELDS, formSaysAll: true, fault: null };
    this.led = fields === undefined ? 'line' : 'form';
    this.pending = this.translate();
  }

  current(): QueryDraft {
    return this.draft;
  }

  /** Another search has begun, by Back or a link: what was being written is dropped. */
  reset(line: string): void {
    if (line !== this.draft.line) {
      this.edit('line', { line, fault: null }, 0);
    }
  }

  writeLine(line: string): void {
    this.edit('line', { line }, TYPING_PAUSE_MILLIS);
  }

  writeFields(change: Partial<FormFields>): void {
    this.edit('form', { fields: { ...this.draft.fields, ...change } }, TYPING_PAUSE_MILLIS);
  }

  /** Empties line and form. */
  clear(): void {
    this.edit('form', { line: '', fields: NO_FIELDS, formSaysAll: true, fault: null }, 0);
  }

  /** What to search for: the line, once the form has been translated into it. */
  async settled(): Promise<QueryDraft> {
    if (this.timer !== undefined) {
      clearTimeout(this.timer);
      this.timer = undefined;
      this.pending = this.translate();
    }
    await this.pending;
    return this.draft;
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.asking.abort();
  }

  private edit(led: 'line' | 'form', change: Partial<QueryDraft>, pauseMillis: number): void {
    this.led = led;
    this.update(change);
    clearTimeout(this.timer);
    this.asking.abort();
    this.timer = setTimeout(() => {
      this.timer = undefined;
      this.pending = this.translate();
    }, pauseMillis);
  }

  private async translate(): Promise<void> {
    this.asking.abort();
    const asking = new AbortController();
    this.asking = asking;
    const { line, fields } = this.draft;
    const led = this.led;
    let answer: ParseAnswer;
    try {
      answer =
        led === 'line'
          ? await this.translator.line(line, asking.signal)
          : await this.translator.fields(fields, asking.signal);
    } catch {
      // No answer: the search, which is asked next, reports that the server is away.
      return;
    }
    if (asking.signal.aborted) {
      return;
    }
    if (!answer.valid) {
      this.update({ fault: answer.error });
    } else if (led === 'form') {
      this.update({ line: isEverything(answer.query) ? '' : answer.query, formSaysAll: true, fault: null });
    } else {
      this.update({ fields: answer.form ?? NO_FIELDS, formSaysAll: answer.form !== null, fault: null });
    }
  }

  private update(change: Partial<QueryDraft>): void {
    this.draft = { ...this.draft, ...change };
    this.changed(this.draft);
  }
}

/** The canonical query that every span matches, for which the line stays empty. */
function isEverything(query: string): boolean {
  return /^\{\s*(true)?\s*\}$/.test(query);
}

/**
 * The draft of the query that is being shown, kept as long as the screen.
 *
 * @param fields what the form says at first; without, what the query says
 */
export function useQueryDraft(
  applied: string,
  translator: Translator,
  fields?: FormFields,
): [QueryDraft, DraftKeeper] {
  const [, render] = useState(0);
  const changed = useCallback(() => render((count) => count + 1), []);
  const keeper = useRef<DraftKeeper | null>(null);
  keeper.current ??= new DraftKeeper(applied, translator, changed, fields);
  const kept = keeper.current;
  useEffect(() => kept.reset(applied), [applied]);
  useEffect(() => () => kept.dispose(), []);
  return [kept.current(), kept];
}
