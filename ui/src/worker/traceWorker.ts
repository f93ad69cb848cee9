import { Desk } from './Desk';
import type { FromWorker, ToWorker } from './protocol';

/** What of a worker's global scope is used here; the page's types know only that of a window. */
interface Scope {
  postMessage(message: FromWorker, transfer: ArrayBuffer[]): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<ToWorker>) => void): void;
}

/** What the browser starts as the page's worker. */
const scope = self as unknown as Scope;
const desk = new Desk((message, transfer) => scope.postMessage(message, transfer));
scope.addEventListener('message', ({ data }) => desk.take(data));
