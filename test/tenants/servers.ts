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

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const { server, port } = await listening(() => {});
  await new Promise((resolve) => server.close(resolve));
  return port;
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

async function listening(listener: RequestListener): Promise<{ server: Server; port: number }> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, port: (server.address() as AddressInfo).port };
}
