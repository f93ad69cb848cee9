import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { FormFields, ParseAnswer } from '../../../api';
import { NO_FIELDS } from './fields';
import { DraftKeeper, type QueryDraft, type Translator } from './queryDraft';

/** Answers when it is told to, in whatever order. */
class SlowTranslator implements Translator {
  readonly asked: { what: unknown; signal: AbortSignal; answer: (answer: ParseAnswer) => void }[] = [];

  line(text: string, signal: AbortSignal): Promise<ParseAnswer> {
    return this.ask(text, signal);
  }

  fields(fields: FormFields, signal: AbortSignal): Promise<ParseAnswer> {
    return this.ask(fields, signal);
  }

  async answer(index: number, answer: ParseAnswer): Promise<void> {
    this.asked[index].answer(answer);
    await vi.advanceTimersByTimeAsync(0);
  }

  private ask(what: unknown, signal: AbortSignal): Promise<ParseAnswer> {
    return new Promise((answer) => this.asked.push({ what, signal, answer }));
  }
}

const PAUSE = 180;
const shop = { ...NO_FIELDS, service: 'shop' };
const meansShop: ParseAnswer = { valid: true, query: '{ resource.service.name = "shop" }', form: shop };
const saysMore: ParseAnswer = { valid: true, query: '{ a } >> { b }', form: null };
const fault = { message: 'expected "}"', offset: 3, length: 1 };

let translator: SlowTranslator;
let drafts: QueryDraft[];

function keeper(line = '', fields?: FormFields): DraftKeeper {
  return new DraftKeeper(line, translator, (draft) => drafts.push(draft), fields);
}

beforeEach(() => {
  vi.useFakeTimers();
  translator = new SlowTranslator();
  drafts = [];
});
afterEach(() => vi.useRealTimers());

test('a line fills the form, as far as the form can say it', async () => {
  const draft = keeper('{ .. }');
  await translator.answer(0, meansShop);
  expect(draft.current()).toMatchObject({ fields: shop, formSaysAll: true, fault: null });
  draft.writeLine('{ a } >> { b }');
  await vi.advanceTimersByTimeAsync(PAUSE);
  await translator.answer(1, saysMore);
  expect(draft.current()).toMatchObject({ fields: NO_FIELDS, formSaysAll: false });
});

test('the form writes the line, and leaves it empty where every span is meant', async () => {
  const draft = keeper();
  draft.writeFields({ service: 'shop' });
  await vi.advanceTimersByTimeAsync(PAUSE);
  expect(translator.asked[1].what).toEqual(shop);
  await translator.answer(1, meansShop);
  expect(draft.current().line).toBe('{ resource.service.name = "shop" }');
  draft.writeFields({ service: '' });
  await vi.advanceTimersByTimeAsync(PAUSE);
  await translator.answer(2, { valid: true, query: '{ true }', form: NO_FIELDS });
  expect(draft.current().line).toBe('');
});

test('typing is translated once it pauses, and a late answer to what was there before is thrown away', async () => {
  const draft = keeper();
  await translator.answer(0, { valid: true, query: '{ true }', form: NO_FIELDS });
  draft.writeLine('{ x');
  await vi.advanceTimersByTimeAsync(PAUSE - 1);
  draft.writeLine('{ x }');
  await vi.advanceTimersByTimeAsync(PAUSE - 1);
  expect(translator.asked).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(translator.asked[1].what).toBe('{ x }');
  draft.writeLine('{ y }');
  expect(translator.asked[1].signal.aborted).toBe(true);
  await translator.answer(1, { valid: false, error: fault });
  expect(draft.current()).toMatchObject({ line: '{ y }', fault: null });
});

test('a fault is told, and what was typed stays', async () => {
  const draft = keeper('{ a b }');
  await translator.answer(0, { valid: false, error: fault });
  expect(draft.current()).toMatchObject({ line: '{ a b }', fault });
});

test('a search does not wait for the pause, but for the translation', async () => {
  const draft = keeper();
  await translator.answer(0, { valid: true, query: '{ true }', form: NO_FIELDS });
  draft.writeFields({ service: 'shop' });
  const settled = draft.settled();
  expect(translator.asked[1].what).toEqual(shop);
  await translator.answer(1, meansShop);
  expect((await settled).line).toBe('{ resource.service.name = "shop" }');
});

test('a form that is given at first leads', async () => {
  const bad = { ...NO_FIELDS, minDuration: '5 parsecs' };
  const draft = keeper('', bad);
  expect(translator.asked[0].what).toEqual(bad);
  await translator.answer(0, { valid: false, error: { ...fault, field: 'minDuration' } });
  expect(draft.current()).toMatchObject({ fields: bad, fault: { field: 'minDuration' } });
});

test('where the server does not answer, the line stands', async () => {
  const failing: Translator = {
    line: () => Promise.reject(new Error('away')),
    fields: () => Promise.reject(new Error('away')),
  };
  const draft = new DraftKeeper('{ x }', failing, () => {});
  expect(await draft.settled()).toMatchObject({ line: '{ x }', fault: null });
});
