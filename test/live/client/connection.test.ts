import type { RequestListener } from 'node:http';
import { Agent } from 'node:https';
import { type AddressInfo, createServer } from 'node:net';
import { accessOf } from '../../../live/client/authenticate';
import { ApiConnection } from '../../../live/client/connection';
import type { UserEntry } from '../../../live/client/kubeconfig-file';
import { type HttpsServer, withHttpsServer } from './https-server';

/** A connection to a server as a user of a kubeconfig that trusts its CA. */
function connect({ url, authority }: HttpsServer, user: UserEntry = {}, ca = authority.cert) {
  const data = Buffer.from(ca).toString('base64');
  const cluster = { server: url, 'certificate-authority-data': data };
  const connection = new ApiConnection(url, () => accessOf(cluster, user));
  connections.push(connection);
  return connection;
}

const connections: ApiConnection[] = [];
afterEach(() => {
  for (const connection of connections.splice(0)) connection.close();
});

/** What a request comes to, with a server that answers as the listener does. */
async function ask(
  listener: RequestListener,
  use: (server: HttpsServer) => Promise<unknown>,
  hosts?: string[],
): Promise<unknown> {
  let outcome: unknown;
  await withHttpsServer(
    listener,
    async (server) => {
      outcome = await use(server).catch((error: Error) => error);
    },
    hosts,
  );
  return outcome;
}

const says =
  (status: number, body: object, headers = {}): RequestListener =>
  (_, response) =>
    response.writeHead(status, headers).end(JSON.stringify(body));

it('says who asks with the token of the kubeconfig, and with who is impersonated', async () => {
  const asked = ({ headers }: { headers: object }) => headers;
  const listener: RequestListener = (request, response) =>
    response.end(JSON.stringify(asked(request)));
  const user = { token: 'made-up', as: 'somebody' };
  expect(await ask(listener, (server) => connect(server, user).get('/'))).toMatchObject({
    authorization: 'Bearer made-up',
    'impersonate-user': 'somebody',
  });
});

it('asks a server with a path below it', async () => {
  const listener: RequestListener = ({ url }, response) => response.end(JSON.stringify(url));
  const use = (server: HttpsServer) =>
    connect({ ...server, url: `${server.url}/k8s/clusters/c-m-1` }).get('/version');
  expect(await ask(listener, use)).toBe('/k8s/clusters/c-m-1/version');
});

it('logs in again when a token has ended', async () => {
  let asked = 0;
  const listener: RequestListener = (_, response) =>
    response.writeHead(asked++ === 0 ? 401 : 200).end('{}');
  expect(await ask(listener, (server) => connect(server).get('/'))).toEqual({});
});

it('waits when a server has too much to do', async () => {
  let asked = 0;
  const listener: RequestListener = (_, response) =>
    response.writeHead(asked++ === 0 ? 429 : 200, { 'retry-after': '0' }).end('{}');
  expect(await ask(listener, (server) => connect(server).get('/'))).toEqual({});
});

it('follows no redirect, which would carry credentials elsewhere', async () => {
  const listener = says(307, {}, { location: 'https://elsewhere.example.com/' });
  expect(await ask(listener, (server) => connect(server).get('/'))).toMatchObject({
    message: 'GET / was refused, found 307',
  });
});

it('gives an answer more time than a new connection, also where a request waited for one', async () => {
  const connectTimeoutMs = 500;
  const listener: RequestListener = (_, response) =>
    void setTimeout(() => response.end('{}'), connectTimeoutMs + 100);
  const use = ({ url, authority }: HttpsServer) => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1, ca: authority.cert });
    const connection = new ApiConnection(url, async () => ({ server: url, agent }));
    connections.push(connection);
    return Promise.all(
      ['/one', '/two'].map((path) => connection.request({ path, connectTimeoutMs })),
    );
  };
  expect(await ask(listener, use)).toMatchObject([{ status: 200 }, { status: 200 }]);
});

it('knows no time from a server whose date is none', async () =>
  expect(
    await ask(says(200, {}, { date: 'today' }), (server) => connect(server).expect({ path: '/' })),
  ).toMatchObject({ date: undefined }));

it('gives what the server warns of', async () => {
  const listener = says(200, {}, { warning: '299 - "v1 Endpoints is deprecated in \\"v1.33+\\""' });
  expect(await ask(listener, (server) => connect(server).request({ path: '/' }))).toMatchObject({
    warnings: ['v1 Endpoints is deprecated in "v1.33+"'],
  });
});

describe('what is wrong is said in a sentence', () => {
  it('of a server that refuses', async () => {
    const listener = says(403, { kind: 'Status', message: 'nodes is forbidden' });
    expect(
      await ask(listener, (server) => connect(server).get('/api/v1/nodes?limit=1')),
    ).toMatchObject({
      reason: 'forbidden',
      message: 'GET /api/v1/nodes was refused, found 403: nodes is forbidden',
    });
  });

  it('of credentials that are no longer accepted', async () =>
    expect(await ask(says(401, {}), (server) => connect(server).get('/'))).toMatchObject({
      reason: 'unauthenticated',
      message: expect.stringMatching(/does not accept the credentials.*log in again$/),
    }));

  it('of a server that never answers', async () => {
    const use = (server: HttpsServer) => connect(server).request({ path: '/', timeoutMs: 50 });
    expect(await ask(() => undefined, use)).toMatchObject({
      reason: 'unreachable',
      message: expect.stringMatching(
        /found ETIMEDOUT: no answer in time, check VPN and firewalls$/,
      ),
    });
  });

  it('of a server that takes connections and shakes no hands', async () => {
    const server = createServer((socket) => socket.resume());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const connection = new ApiConnection(url, () => accessOf({ server: url }, {}));
    await expect(connection.request({ path: '/', connectTimeoutMs: 50 })).rejects.toMatchObject({
      reason: 'unreachable',
      message: expect.stringMatching(/found ETIMEDOUT: no answer in time/),
    });
    await new Promise((resolve) => server.close(resolve));
  });

  it('that stays one, whatever the server says', async () => {
    const message = `no\u001b[2J\nmember-1: fine ${'x'.repeat(10_000)}`;
    const use = (server: HttpsServer) => connect(server).get('/');
    expect(await ask(says(403, { kind: 'Status', message }), use)).toMatchObject({
      message: 'GET / was refused, found 403: no\\u001b[2J',
    });
  });

  it('of a port where nothing listens', async () => {
    let closed: HttpsServer | undefined;
    await withHttpsServer(says(200, {}), async (server) => {
      closed = server;
    });
    await expect(connect(closed as HttpsServer).get('/')).rejects.toMatchObject({
      reason: 'unreachable',
      message: expect.stringMatching(/found ECONNREFUSED: nothing listens there/),
    });
  });

  it('of a certificate for another name', async () =>
    expect(
      await ask(says(200, {}), (server) => connect(server).get('/'), ['other.example.com']),
    ).toMatchObject({
      reason: 'untrusted',
      message: expect.stringMatching(/write tls-server-name/),
    }));

  it('of a certificate from another CA', async () => {
    let other = '';
    await withHttpsServer(says(200, {}), async ({ authority }) => {
      other = authority.cert;
    });
    expect(await ask(says(200, {}), (server) => connect(server, {}, other).get('/'))).toMatchObject(
      {
        reason: 'untrusted',
        message: expect.stringMatching(/certificate-authority-data/),
      },
    );
  });
});
