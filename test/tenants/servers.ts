import { randomInt } from 'node:crypto';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A small server on loopback. */
export interface Target {
  /** host:port */
  readonly address: string;
  /** How often it was asked. */
  readonly asked: () => number;
  readonly close: () => void;
}

/** Serves these metrics at every path. */
export const metrics = (...lines: string[]) =>
  serve((_, response) => response.end(`${lines.join('\n')}\n`));

/** Sends every request elsewhere. */
export const redirect = (to: string) =>
  serve((_, response) => response.writeHead(302, { location: to }).end());

/** A port that was free a moment ago, and that no connection gets: those come from above it. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 32_768);
    const free = await listening(() => {}, port).catch(() => undefined);
    if (!free) continue;
    await new Promise((resolve) => free.server.close(resolve));
    return port;
  }
}

async function serve(listener: RequestListener): Promise<Target> {
  let requests = 0;
  const { server, port } = await listening((request, response) => {
    requests += 1;
    response.setHeader('content-type', 'text/plain; version=0.0.4');
    listener(request, response);
  });
  return {
    address: `127.0.0.1:${port}`,
    asked: () => requests,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function listening(
  listener: RequestListener,
  wanted = 0,
): Promise<{ server: Server; port: number }> {
  const server = createServer(listener);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(wanted, '127.0.0.1', resolve);
  });
  return { server, port: (server.address() as AddressInfo).port };
}
