import { render } from 'preact';
import { App } from './app';
import './theme/page.css';

render(<App />, document.getElementById('page')!);
