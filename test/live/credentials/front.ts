import { createServer, request } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { KubeconfigEntry, SimulatedCluster } from '../../access/simulated';
import { createAuthority, issue } from '../../e2e/local/pki';

/** What ends TLS before a cluster, with a certificate of an authority of its own. */
export interface Front {
  /** The kubeconfig's way to a cluster over it. */
  readonly contextOf: (cluster: SimulatedCluster) => Partial<KubeconfigEntry>;
}

/** Runs a front of one cluster while a function takes. */
export async function withFront<Result>(use: (front: Front) => Promise<Result>): Promise<Result> {
  const authority = await createAuthority('front-ca');
  const { cert, key } = await issue(authority, { commonName: 'front', hosts: ['127.0.0.1'] });
  let behind: SimulatedCluster | undefined;
  const server = createServer({ cert, key }, (incoming, response) => {
    const { method, headers, url } = incoming;
    const ca = behind?.pki.serverAuthority;
    const passed = request(`${behind?.url}${url}`, { method, headers, ca }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    passed.on('error', () => response.destroy());
    incoming.pipe(passed);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  try {
    return await use({
      contextOf: (cluster) => {
        behind = cluster;
        const url = `https://127.0.0.1:${port}`;
        return { server: url, certificateAuthority: authority.cert, user: 'token' };
      },
    });
  } finally {
    server.close();
    server.closeAllConnections();
  }
}
