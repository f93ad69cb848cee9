import type { Random } from '../../src/testing/random';
import { type Attributes, Kind } from './span';

/** What a service of the generated system does. */
export interface Service {
  readonly name: string;
  /** What others ask of it over HTTP. */
  readonly routes: readonly string[];
  /** What it does by itself. */
  readonly work: readonly string[];
  /** The last calls it makes: to stores. */
  readonly queries: readonly Query[];
}

/** A call to a store. */
export interface Query {
  readonly name: string;
  readonly attributes: Attributes;
}

function sql(table: string, text: string): Query {
  return {
    name: `${text.split(' ', 1)[0]} ${table}`,
    attributes: { 'db.system.name': 'postgresql', 'db.collection.name': table, 'db.query.text': text },
  };
}

function redis(command: string): Query {
  return { name: command, attributes: { 'db.system.name': 'redis', 'db.operation.name': command } };
}

/** A shop in services, the first of which takes what comes from outside. */
export const SHOP: readonly Service[] = [
  {
    name: 'gateway',
    routes: ['POST /checkout', 'GET /products/{id}', 'GET /cart', 'POST /search'],
    work: ['route request', 'check rate limit', 'render page'],
    queries: [redis('GET'), redis('INCR')],
  },
  {
    name: 'checkout',
    routes: ['POST /orders', 'POST /orders/{id}/confirm', 'GET /orders/{id}'],
    work: ['validate order', 'reserve', 'compute totals', 'apply vouchers'],
    queries: [
      sql('orders', 'INSERT INTO orders (customer_id, total) VALUES ($1, $2)'),
      sql('order_lines', 'SELECT sku, quantity FROM order_lines WHERE order_id = $1'),
    ],
  },
  {
    name: 'catalogue',
    routes: ['GET /items', 'GET /items/{sku}', 'GET /items/{sku}/related'],
    work: ['rank', 'decode', 'merge variants'],
    queries: [
      sql('items', 'SELECT * FROM items WHERE sku = $1'),
      sql('prices', 'SELECT amount, currency FROM prices WHERE sku = ANY($1)'),
      redis('MGET'),
    ],
  },
  {
    name: 'stock',
    routes: ['GET /stock/{sku}', 'POST /reservations'],
    work: ['choose warehouse', 'lock shelf'],
    queries: [sql('stock', 'SELECT available FROM stock WHERE sku = $1 FOR UPDATE'), redis('SETNX')],
  },
  {
    name: 'payment',
    routes: ['POST /charges', 'POST /refunds'],
    work: ['assess risk', 'sign request', 'convert currency'],
    queries: [sql('charges', 'INSERT INTO charges (order_id, amount) VALUES ($1, $2)')],
  },
  {
    name: 'identity',
    routes: ['POST /tokens', 'GET /customers/{id}'],
    work: ['verify signature', 'hash password'],
    queries: [sql('customers', 'SELECT * FROM customers WHERE id = $1'), redis('GET')],
  },
  {
    name: 'search',
    routes: ['POST /query', 'GET /suggest'],
    work: ['parse query', 'score', 'collect facets'],
    queries: [
      { name: 'search items', attributes: { 'db.system.name': 'elasticsearch', 'db.namespace': 'items' } },
    ],
  },
  {
    name: 'mail',
    routes: ['POST /messages'],
    work: ['render template', 'choose sender'],
    queries: [sql('outbox', 'INSERT INTO outbox (recipient, body) VALUES ($1, $2)')],
  },
];

/** The topics that services publish to. */
export const TOPICS = ['orders', 'stock-changes', 'mail-requests'] as const;

/** One element of a list. */
export function one<T>(random: Random, list: readonly T[]): T {
  return list[random(list.length)];
}

/** Attributes of a served or made HTTP call to a route such as `GET /items/{sku}`. */
export function httpAttributes(route: string, kind: number, failed: boolean): Attributes {
  const [method, path] = route.split(' ');
  return kind === Kind.SERVER
    ? { 'http.request.method': method, 'http.route': path, 'http.response.status_code': failed ? 500 : 200 }
    : { 'http.request.method': method, 'http.response.status_code': failed ? 500 : 200 };
}
