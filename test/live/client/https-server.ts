import type { RequestListener } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createAuthority, issue, type Pair } from '../../e2e/local/pki';

/** A server on loopback, and what it is signed by. */
export interface HttpsServer {
  readonly url: string;
  readonly authority: Pair;
}

/** Runs an HTTPS server with a CA of its own for as long as a function takes. */
export async function withHttpsServer(
  listener: RequestListener,
  run: (server: HttpsServer) => Promise<void>,
  hosts = ['127.0.0.1'],
): Promise<void> {
  const authority = await createAuthority('promfleet-test');
  const { cert, key } = await issue(authority, { commonName: 'server', hosts });
  const server = createServer({ cert, key }, listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  try {
    await run({ url: `https://127.0.0.1:${port}`, authority });
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}
