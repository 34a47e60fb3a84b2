import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Something on the loopback interface that answers the hub's federation requests. */
export interface Member {
  readonly name: string;
  readonly port: number;
  /** Answers in another way from now on. */
  readonly turn: (answer: Answer) => void;
  /** The `Authorization` of every request so far. */
  readonly asked: readonly (string | undefined)[];
  readonly stop: () => void;
}

/** Answers the nth request, the first of which is number 0. */
export type Answer = (response: ServerResponse, nth: number, request: IncomingMessage) => void;

/** Starts a member that answers as it likes. */
export async function startMember(name: string, first: Answer): Promise<Member> {
  let answer = first;
  const asked: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    response.setHeader('Content-Type', 'text/plain; version=0.0.4');
    answer(response, asked.push(request.headers.authorization) - 1, request);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    name,
    port: (server.address() as AddressInfo).port,
    turn: (next) => {
      answer = next;
    },
    asked,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Answers with samples, as `/federate` does: each with its own time. */
export const honest =
  (secondsAhead = 0): Answer =>
  (response) =>
    response.end(samples(secondsAhead));

/** Answers with this text after the samples of an honest member. */
export const besides =
  (text: string): Answer =>
  (response) =>
    response.end(samples(0) + text);

/** Answers as an API server does when nothing is behind the Service. */
export const unavailable: Answer = (response) =>
  response.writeHead(503).end('no endpoints available for service\n');

/** Starts a member that answers with samples taken so many seconds from now. */
export const startHonest = (name: string, secondsAhead = 0) =>
  startMember(name, honest(secondsAhead));

/** Three series of one target, taken so many seconds from now. */
export function samples(secondsAhead: number): string {
  const at = Date.now() + secondsAhead * 1000;
  return ['up', 'node_load1', 'node_load5']
    .map((metric) => `${metric}{job="node_exporter",instance="a"} 1 ${at}\n`)
    .join('');
}

/** So many series of one target. */
export const series = (count: number) =>
  Array.from({ length: count }, (_, at) => `filler{job="node_exporter",at="${at}"} 1\n`).join('');
