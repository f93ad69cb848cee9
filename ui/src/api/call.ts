import { below } from '../url';

/**
 * Why a question to the server has no answer, in words for the person who asked: {@link message} says what happened
 * and {@link advice} what to do about it.
 */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    /** HTTP status; 0 where no answer came at all. */
    readonly status: number,
    message: string,
    readonly advice: string,
    /** Where in the TraceQL query the fault is, in UTF-16 units, where the server says so. */
    readonly place?: { readonly offset: number; readonly length: number },
  ) {
    super(message);
  }

  /** Whether the same question may be answered a moment later. */
  get passing(): boolean {
    return this.status === 0 || this.status === 429 || this.status === 502 || this.status === 503;
  }
}

/** Values of a parameter; undefined and the empty string leave it out. */
export type Parameters = {
  readonly [name: string]: string | number | bigint | boolean | undefined | readonly string[];
};

/** The address of an API answer: for `fetch`, for links and for "copy as curl". */
export function apiAddress(path: string, parameters: Parameters = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== '') {
        query.append(name, String(one));
      }
    }
  }
  const asked = query.toString();
  return below('api/clew/v1/' + path) + (asked && '?' + asked);
}

/** Asks the API for JSON. Throws {@link ApiError}, or the signal's reason when aborted. */
export async function getJson<T>(path: string, parameters: Parameters, signal?: AbortSignal): Promise<T> {
  const response = await answer(apiAddress(path, parameters), 'application/json', signal);
  return (await body(response, (r) => r.json(), signal)) as T;
}

/** Asks the API for bytes. Throws {@link ApiError}, or the signal's reason when aborted. */
export async function getBytes(
  path: string,
  parameters: Parameters,
  signal?: AbortSignal,
): Promise<ArrayBuffer> {
  const response = await answer(apiAddress(path, parameters), '*/*', signal);
  return body(response, (r) => r.arrayBuffer(), signal);
}

/** One answer of the server with status 200; works in the worker as in the page. */
async function answer(address: string, accept: string, signal?: AbortSignal): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(address, { headers: { accept }, signal });
  } catch (failure) {
    throw noAnswer(failure, signal);
  }
  if (!response.ok) {
    throw refusal(response.status, await response.text().catch(() => ''));
  }
  return response;
}

async function body<T>(
  response: Response,
  take: (response: Response) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  try {
    return await take(response);
  } catch (failure) {
    if (failure instanceof SyntaxError) {
      throw new ApiError(
        response.status,
        'The answer is not JSON.',
        'Is there a proxy between this page and Clew?',
      );
    }
    throw noAnswer(failure, signal);
  }
}

function noAnswer(failure: unknown, signal?: AbortSignal): unknown {
  return signal?.aborted
    ? failure
    : new ApiError(
        0,
        'Clew does not answer.',
        'Check that it is running and that this machine reaches it, then try again.',
      );
}

/** The error that an answer with another status than 200 stands for. */
export function refusal(status: number, text: string): ApiError {
  let said: { message?: string; offset?: number; length?: number } = {};
  try {
    said = JSON.parse(text).error ?? {};
  } catch {
    // Not from the API but from what stands before it: the status alone has to do.
  }
  const message = said.message ? sentence(said.message) : `The server answered with status ${status}.`;
  const place = said.offset === undefined ? undefined : { offset: said.offset, length: said.length ?? 1 };
  return new ApiError(status, message, advice(status, place !== undefined), place);
}

function advice(status: number, inQuery: boolean): string {
  switch (status) {
    case 400:
      return inQuery ? 'Correct the query at the marked place.' : 'Correct what is named above.';
    case 401:
    case 403:
      return 'Sign in where this Clew is published, then reload the page.';
    case 404:
      return 'It may be past its retention, in another Clew, or not arrived yet.';
    case 413:
    case 422:
      return 'Ask for less: a shorter time range, a narrower query or a lower limit.';
    case 429:
    case 503:
      return 'Clew is busy or still opening its store. It will be asked again in a moment.';
    default:
      return 'Try again; if it stays so, the server’s log says more.';
  }
}

/** The API's messages begin in lower case and end without a full stop; people read sentences. */
function sentence(message: string): string {
  const first = message.charAt(0).toUpperCase() + message.slice(1);
  return /[.!?]$/.test(first) ? first : first + '.';
}
