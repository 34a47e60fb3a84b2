import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Something on the loopback interface that answers the hub's federation requests. */
export interface Member {
  readonly name: string;
  readonly port: number;
  readonly stop: () => void;
}

type Answer = (request: IncomingMessage, response: ServerResponse, nth: number) => void;

/** Starts a member that answers as it likes. */
export async function startMember(name: string, answer: Answer): Promise<Member> {
  let count = 0;
  const server = createServer((request, response) => {
    response.setHeader('Content-Type', 'text/plain; version=0.0.4');
    answer(request, response, count++);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const stop = () => {
    server.closeAllConnections();
    server.close();
  };
  return { name, port, stop };
}

/** Starts a member that answers with samples, as `/federate` does: each with its own time. */
export const startHonest = (name: string, secondsAhead = 0) =>
  startMember(name, (_, response) => response.end(samples(secondsAhead)));

/** Three series of one target, taken so many seconds from now. */
export function samples(secondsAhead: number): string {
  const at = Date.now() + secondsAhead * 1000;
  return ['up', 'node_load1', 'node_load5']
    .map((metric) => `${metric}{job="node_exporter",instance="a"} 1 ${at}\n`)
    .join('');
}
