import { QueryClientProvider } from '@tanstack/react-query';
import { render } from 'preact';
import { newQueryClient } from './api';
import { App } from './app';
import { startKeyboard } from './keys';
import { beginTrace } from './screens/trace/openTrace';
import './theme/page.css';
import { startTheme } from './theme';
import { keepLinksInPage, place, routeOf } from './url';

const route = routeOf(place().path);
if (route.screen === 'trace') {
  beginTrace(route.traceId);
}
startTheme();
startKeyboard(document);
keepLinksInPage(document);
render(
  <QueryClientProvider client={newQueryClient()}>
    <App />
  </QueryClientProvider>,
  document.getElementById('page')!,
);
