import './boot';
import { QueryClientProvider } from '@tanstack/react-query';
import { render } from 'preact';
import { newQueryClient } from './api';
import { App } from './app';
import { startKeyboard } from './keys';
import './theme/page.css';
import { startTheme } from './theme';
import { keepLinksInPage } from './url';

startTheme();
startKeyboard(document);
keepLinksInPage(document);
render(
  <QueryClientProvider client={newQueryClient()}>
    <App />
  </QueryClientProvider>,
  document.getElementById('page')!,
);
