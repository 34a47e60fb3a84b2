import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { withFleet } from './fleet';
import { inProcess } from './process';

/** Clusters take their time on a machine that has other work. */
jest.setTimeout(30_000);

/** Runs an HTTP proxy that knows every host as this machine, while a function takes. */
async function withProxy<Result>(use: (url: string, asked: string[]) => Promise<Result>) {
  const asked: string[] = [];
  const proxy = createServer().on('connect', ({ url = '' }, client) => {
    asked.push(url);
    const server = connect(Number(url.split(':').at(-1)), '127.0.0.1', () => {
      client.write('HTTP/1.1 200 OK\r\n\r\n');
      server.pipe(client).pipe(server);
    });
    const end = () => {
      server.destroy();
      client.destroy();
    };
    for (const socket of [server, client]) socket.on('error', end).on('close', end);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  try {
    const { port } = proxy.address() as AddressInfo;
    return await use(`http://127.0.0.1:${port}`, asked);
  } finally {
    proxy.close();
  }
}

it('behind a proxy, the CA and the credential are proven through it', () =>
  withFleet({}, (fleet) =>
    withProxy(async (url, asked) => {
      const { stdout, stderr } = await inProcess(fleet, ['--timeout', '5s'], {
        HTTPS_PROXY: url,
      });
      expect(stderr).toBe('');
      expect(stdout).toMatch(/proven: federates 3 samples, refused 4 of 4\n$/);
      expect(asked.filter((host) => host.startsWith('member-0.simulated.test:')).length).toBe(
        asked.filter((host) => !host.startsWith('127.0.0.1:')).length,
      );
      expect(asked.some((host) => host.startsWith('member-0.simulated.test:'))).toBe(true);
    }),
  ));
