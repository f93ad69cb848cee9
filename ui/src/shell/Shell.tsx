import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { SHORTCUTS, useCommands, useShortcuts } from '../keys';
import { Icon, Menu, Toasts } from '../parts';
import { shade, themeSetting, useThemeChoice } from '../theme';
import { addressOf, go, searchAddress, useRoute } from '../url';
import { FileDrop, chooseFile } from './FileDrop';
import { Help } from './Help';
import { Palette } from './Palette';
import { PasteTrace, TraceJump } from './TraceJump';
import { ZoneMenu } from './ZoneMenu';
import './shell.css';

/** The frame around every screen: header, palette, help, dropped files, messages. */
export function Shell({ children }: { children: ComponentChildren }) {
  const [open, setOpen] = useState<'palette' | 'help'>();
  const jump = useRef<HTMLInputElement>(null);
  const theme = useThemeChoice();
  const close = () => setOpen(undefined);

  useShortcuts({
    help: () => setOpen('help'),
    palette: () => setOpen('palette'),
    goSearch: () => go(searchAddress()),
    openTrace: () => jump.current?.focus(),
    openFile: chooseFile,
    theme: () => themeSetting.set(shade() === 'dark' ? 'light' : 'dark'),
  });
  useCommands([
    { label: 'Use the dark theme', run: () => themeSetting.set('dark'), words: 'colour night' },
    { label: 'Use the light theme', run: () => themeSetting.set('light'), words: 'colour day' },
    { label: 'Use the theme of the system', run: () => themeSetting.set('system'), words: 'colour' },
  ]);

  return (
    <>
      <header class="header">
        <button type="button" class="skip" onClick={focusContent}>
          Skip to the content
        </button>
        <a class="brand" href={addressOf('/search')} title="Clew: search">
          <img src="./icon.svg" alt="" width="20" height="20" />
          <span>Clew</span>
        </a>
        <Navigation />
        <TraceJump field={jump} />
        <span class="header-space" />
        <button
          type="button"
          class="quiet palette-button"
          title={SHORTCUTS.palette.description}
          aria-label="Commands"
          onClick={() => setOpen('palette')}
        >
          <Icon name="command" />
          <span class="wide-only">Commands</span>
        </button>
        <ZoneMenu />
        <Menu
          label="Theme"
          class="quiet square"
          items={(['system', 'dark', 'light'] as const).map((choice) => ({
            label: { system: 'As the system', dark: 'Dark', light: 'Light' }[choice],
            checked: theme === choice,
            onChoose: () => themeSetting.set(choice),
          }))}
        >
          <Icon name={theme === 'light' ? 'sun' : 'moon'} />
        </Menu>
        <button
          type="button"
          class="quiet square"
          title="Keyboard and help"
          aria-label="Help"
          onClick={() => setOpen('help')}
        >
          <Icon name="help" />
        </button>
      </header>
      {children}
      {open === 'palette' && <Palette onClose={close} />}
      {open === 'help' && <Help onClose={close} />}
      <PasteTrace />
      <FileDrop />
      <Toasts />
    </>
  );
}

/** For the skip button, and for another screen. */
function focusContent(): void {
  const main = document.querySelector<HTMLElement>('main');
  if (main) {
    main.tabIndex = -1;
    main.focus({ preventScroll: true });
  }
}

function Navigation() {
  const route = useRoute();
  const screen = route.screen;
  const shown = useRef(screen);
  // Another screen begins at its top, for the eye and for the screen reader.
  useEffect(() => {
    if (shown.current !== screen) {
      shown.current = screen;
      window.scrollTo(0, 0);
      // Someone quick may already be at work in it.
      if (!document.querySelector('main')?.contains(document.activeElement)) {
        focusContent();
      }
    }
  }, [screen]);
  return (
    <nav aria-label="Screens">
      <a href={addressOf('/search')} aria-current={screen === 'search' ? 'page' : undefined}>
        Search
      </a>
    </nav>
  );
}
