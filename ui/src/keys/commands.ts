import { useEffect, useRef } from 'preact/hooks';

/** Something that the command palette offers. Shortcuts are offered too, without being declared again. */
export interface Command {
  /** What it does, in the imperative. */
  readonly label: string;
  readonly run: () => void;
  /** More words to find it by. */
  readonly words?: string;
}

const sources = new Set<() => readonly Command[]>();

/** Offers commands while the component is there. */
export function useCommands(commands: readonly Command[]): void {
  const newest = useRef(commands);
  newest.current = commands;
  useEffect(() => {
    const source = () => newest.current;
    sources.add(source);
    return () => {
      sources.delete(source);
    };
  }, []);
}

/** All that is offered now. */
export function offeredCommands(): Command[] {
  return [...sources].flatMap((source) => source());
}
