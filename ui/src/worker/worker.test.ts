import { afterEach, describe, expect, it } from 'vitest';
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
