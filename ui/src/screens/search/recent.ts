import { readQuestion, writeQuestion, type Question } from './question';

/** Where strings are kept between visits: the browser's local storage, or a stand-in. */
export interface Keep {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

const KEY = 'clew.search.recent';
const MOST = 12;
const LONGEST = 2048;

/**
 * The searches made last, newest first: at most 12 of at most 2,048 characters each. Where the browser
 * keeps nothing (private windows, full or forbidden storage) they live as long as the page.
 */
export class RecentSearches {
  private searches: readonly string[];

  constructor(private readonly keep: Keep | null) {
    this.searches = read(keep);
  }

  list(): Question[] {
    return this.searches.map((search) => readQuestion(new URLSearchParams(search)));
  }

  /** Puts a search first. One of the same query and range moves up; one that is too long is not kept. */
  add(question: Question): void {
    const search = writeQuestion({ ...question, sort: question.order, ascending: false }).toString();
    if (search.length > LONGEST) {
      return;
    }
    this.searches = [search, ...this.searches.filter((other) => other !== search)].slice(0, MOST);
    attempt(() => this.keep?.setItem(KEY, JSON.stringify(this.searches)));
  }

  clear(): void {
    this.searches = [];
    attempt(() => this.keep?.removeItem(KEY));
  }
}

/** The browser's local storage; null where reading it is forbidden. */
export function browserKeep(): Keep | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

function read(keep: Keep | null): readonly string[] {
  let text: string | null = null;
  attempt(() => (text = keep?.getItem(KEY) ?? null));
  try {
    const list: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(list)
      ? list.filter((search) => typeof search === 'string' && search.length <= LONGEST).slice(0, MOST)
      : [];
  } catch {
    return [];
  }
}

/** Storage that is full or forbidden throws; the list then lives in the page alone. */
function attempt(action: () => void): void {
  try {
    action();
  } catch (error) {
    if (!(error instanceof DOMException)) {
      throw error;
    }
  }
}
