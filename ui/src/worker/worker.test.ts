import { afterEach, describe, expect, it } from 'vitest';
import { FileError } from '../source/file/FileError';
import type { TraceSource } from '../source/TraceSource';
import { kitTrace, sourceChecks } from '../testing/sourceKit';
import { randomTrace } from '../testing/traces';
import { writeColumns } from '../testing/writeColumns';
import { ColumnsError } from '../trace/ColumnFile';
import { Desk } from './Desk';
import { unpackModel } from './packedModel';
import type { FromWorker, ToWorker } from './protocol';
import { modelOf } from './TraceModel';
import { WorkerClient, WorkerError, type WorkerLike } from './WorkerClient';

const never = new AbortController().signal;
const ports: MessagePort[] = [];

afterEach(() => ports.splice(0).forEach((port) => port.close()));

/** A worker that is none: a desk behind a channel, through which messages go as they do between threads. */
class DeskBehindChannel implements WorkerLike {
  private readonly channel = new MessageChannel();
  private readonly deaths: ((event: { message?: string }) => void)[] = [];
  readonly heard: FromWorker[] = [];

  constructor(deaf = false) {
    const { port1, port2 } = this.channel;
    ports.push(port1, port2);
    const desk = new Desk((message, transfer) => port2.postMessage(message, transfer));
    port2.onmessage = ({ data }: MessageEvent<ToWorker>) => deaf || desk.take(data);
  }

  postMessage(message: ToWorker, transfer: ArrayBuffer[]): void {
    this.channel.port1.postMessage(message, transfer);
  }

  addEventListener(type: string, listener: (event: never) => void): void {
    if (type === 'message') {
      this.channel.port1.onmessage = (event: MessageEvent<FromWorker>) => {
        this.heard.push(event.data);
        listener(event as never);
      };
    } else if (type === 'error') {
      this.deaths.push(listener as never);
    }
  }

  die(message: string): void {
    this.deaths.forEach((listener) => listener({ message }));
  }

  terminate(): void {
    this.channel.port1.close();
  }
}

function answerOf(seed: number, spans: number): ArrayBuffer {
  return writeColumns(randomTrace(seed, spans)).buffer;
}

describe('the worker', () => {
  it('lays out what the page would, whatever the strings', async () => {
    const client = new WorkerClient(() => new DeskBehindChannel());
    for (let seed = 1; seed <= 20; seed++) {
      const columns = randomTrace(seed, seed * 7);
      const odd = { ...columns, strings: [...columns.strings, '', 'é', '𝄞\u0000'] };
      const packed = await client.call({ does: 'layOut', answer: writeColumns(odd).buffer }, never);
      expect(unpackModel(packed), `seed ${seed}`).toEqual(modelOf(odd));
    }
  });

  it('takes and gives memory without a copy', async () => {
    const worker = new DeskBehindChannel();
    const answer = answerOf(1, 100);
    await new WorkerClient(() => worker).call({ does: 'layOut', answer }, never);
    expect(answer.byteLength).toBe(0);
  });

  it('answers with errors as they were thrown', async () => {
    const client = new WorkerClient(() => new DeskBehindChannel());
    const damaged = answerOf(1, 100).slice(0, 400);
    await expect(client.call({ does: 'layOut', answer: damaged }, never)).rejects.toThrow(ColumnsError);
    // And works on.
    await client.call({ does: 'layOut', answer: answerOf(1, 100) }, never);
  });

  it('keeps the file that was opened last, and answers for its traces', async () => {
    const client = new WorkerClient(() => new DeskBehindChannel());
    // A Blob goes through Node's channels, a File does not.
    const open = (seed: number, number: number) => {
      const file = new Blob([JSON.stringify(kitTrace(seed, 30, 'full'))]) as File;
      return client.call({ does: 'open', file, number }, never);
    };
    const first = { file: 1, traceId: (await open(1, 1)).traces[0].traceId };
    const second = { file: 2, traceId: (await open(2, 2)).traces[0].traceId };
    await expect(client.call({ does: 'load', trace: first }, never)).rejects.toThrow(FileError);
    for (const { name, run } of sourceChecks(kitTrace(2, 30, 'full')).slice(1, 4)) {
      const source: Omit<TraceSource, 'columns'> = {
        kind: 'file',
        traceql: false,
        span: (spanId, signal) => client.call({ does: 'span', trace: second, spanId }, signal),
        find: (question, signal) => client.call({ does: 'find', trace: second, question }, signal),
        otlp: (spanIds, signal) => client.call({ does: 'otlp', trace: second, spanIds }, signal),
      };
      await run(source as TraceSource, (actual, expected, what) =>
        expect(actual, `${name}: ${what}`).toEqual(expected),
      );
    }
    const model = unpackModel(await client.call({ does: 'load', trace: second }, never));
    expect(model.columns.traceId).toBe(second.traceId);
    expect(model).toEqual(modelOf(model.columns));
  });

  it('says nothing more of a call that was aborted', async () => {
    const worker = new DeskBehindChannel();
    const client = new WorkerClient(() => worker);
    const ending = new AbortController();
    const aborted = client.call({ does: 'layOut', answer: answerOf(1, 100) }, ending.signal);
    ending.abort(new Error('enough'));
    await expect(aborted).rejects.toThrow('enough');
    await client.call({ does: 'layOut', answer: answerOf(2, 100) }, never);
    const past = AbortSignal.abort(new Error('too late'));
    await expect(client.call({ does: 'layOut', answer: answerOf(2, 9) }, past)).rejects.toThrow('too late');
    expect(worker.heard.filter(({ call }) => call === 2)).toHaveLength(1);
    expect(worker.heard.every(({ call }) => call <= 2)).toBe(true);
  });

  it('that dies fails what it was asked for, and the next call gets another one', async () => {
    const dying = new DeskBehindChannel(true);
    const workers = [dying, new DeskBehindChannel()];
    const client = new WorkerClient(() => workers.shift()!);
    const left = client.call({ does: 'layOut', answer: answerOf(1, 10) }, never);
    dying.die('out of memory');
    await expect(left).rejects.toThrow(WorkerError);
    await expect(left).rejects.toThrow('out of memory');
    await client.call({ does: 'layOut', answer: answerOf(1, 10) }, never);
  });
});
