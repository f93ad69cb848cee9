import { expect, it } from 'vitest';
import type { Door } from '../../../api';
import { otlpEndpoint } from './endpoint';

const grpc = { name: '', protocols: ['otlp-grpc', 'otlp-http'], address: '127.0.0.1', port: 4317 };
const http = { name: '', protocols: ['otlp-http', 'otlp-grpc'], address: '127.0.0.1', port: 5001 };
const page = { name: '', protocols: ['http'], address: '127.0.0.1', port: 16686 };
const at = (address: string): Door[] => [{ ...http, address }];

it('is the door that is meant for OTLP over HTTP, or else one that takes it', () => {
  expect(otlpEndpoint([grpc, http, page], 'localhost')?.address).toBe('http://localhost:5001');
  expect(otlpEndpoint([grpc, page], 'localhost')?.address).toBe('http://localhost:4317');
  expect(otlpEndpoint([page], 'localhost')).toBeNull();
});

it('has the host that the page came from where that leads to the door', () => {
  for (const every of ['0.0.0.0', '0:0:0:0:0:0:0:0', '::']) {
    expect(otlpEndpoint(at(every), 'clew.test')).toEqual({
      address: 'http://clew.test:5001',
      onlyThere: false,
    });
  }
  expect(otlpEndpoint(at('0:0:0:0:0:0:0:1'), '[::1]')?.address).toBe('http://[::1]:5001');
  expect(otlpEndpoint(at('10.0.0.7'), 'clew.test')).toEqual({
    address: 'http://10.0.0.7:5001',
    onlyThere: false,
  });
  expect(otlpEndpoint(at('fd00:0:0:0:0:0:0:7'), 'localhost')?.address).toBe(
    'http://[fd00:0:0:0:0:0:0:7]:5001',
  );
});

it('says where the door is open to its own machine alone', () => {
  expect(otlpEndpoint(at('127.0.0.1'), 'clew.test')).toEqual({
    address: 'http://127.0.0.1:5001',
    onlyThere: true,
  });
});
