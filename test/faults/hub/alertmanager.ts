import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Something in an Alertmanager's place: it takes alerts or not, and says of itself what it is told to. */
export interface StandIn {
  /** host:port */
  readonly address: string;
  /** Answers requests that bring alerts in another way from now on. */
  readonly turn: (answer: Answer) => void;
  /** Exposes these samples from now on; none as if it were down. */
  readonly say: (...samples: readonly string[]) => void;
  readonly stop: () => void;
}

type Answer = (response: ServerResponse) => void;

/** Takes what comes. */
export const takes: Answer = (response) => response.end();

/** Takes nothing. */
export const refuses: Answer = (response) => response.writeHead(500).end();

/** Never answers. */
export const hangs: Answer = () => {};

/** One that takes alerts, and is up. */
export async function startAlertmanager(): Promise<StandIn> {
  let answer = takes;
  let samples: readonly string[] = ['alertmanager_build_info 1'];
  const server = createServer((request, response) => {
    request.resume();
    if (request.method === 'POST') answer(response);
    else if (samples.length === 0) response.writeHead(503).end();
    else response.setHeader('content-type', 'text/plain').end(`${samples.join('\n')}\n`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `127.0.0.1:${port}`,
    turn: (next) => {
      answer = next;
    },
    say: (...next) => {
      samples = next;
    },
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
