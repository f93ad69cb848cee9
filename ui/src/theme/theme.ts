import { useEffect, useState } from 'preact/hooks';
import { Setting, useSetting } from '../settings';

/** What is on the screen: one of the two. */
export type Shade = 'dark' | 'light';

/** What was chosen: one of the two, or that of the system. */
export type ThemeChoice = 'system' | Shade;

export const themeSetting = new Setting<ThemeChoice>('theme', (kept) =>
  kept === 'dark' || kept === 'light' ? kept : 'system',
);

const systemIsLight =
  typeof window === 'undefined' ? undefined : window.matchMedia?.('(prefers-color-scheme: light)');
const listeners = new Set<() => void>();

/** The shade on the screen. */
export function shade(): Shade {
  const chosen = themeSetting.get();
  return chosen === 'system' ? (systemIsLight?.matches ? 'light' : 'dark') : chosen;
}

/** Puts the chosen theme on the document, now and whenever it changes. Called once, before anything is drawn. */
export function startTheme(): void {
  const apply = () => {
    document.documentElement.dataset.theme = shade();
    listeners.forEach((listener) => listener());
  };
  apply();
  themeSetting.onChange(apply);
  systemIsLight?.addEventListener('change', apply);
}

/** The shade on the screen, kept current: give it to `serviceColour`, and draw a canvas anew when it changes. */
export function useShade(): Shade {
  const [now, setNow] = useState(shade);
  useEffect(() => {
    const update = () => setNow(shade());
    update();
    listeners.add(update);
    return () => {
      listeners.delete(update);
    };
  }, []);
  return now;
}

/** What was chosen, kept current. */
export function useThemeChoice(): ThemeChoice {
  return useSetting(themeSetting);
}

/** A colour of variables.css as the canvas takes it: `themeColour('error')`. Of the shade on the screen. */
export function themeColour(name: string): string {
  return getComputedStyle(document.documentElement)
    .getPropertyValue('--' + name)
    .trim();
}
