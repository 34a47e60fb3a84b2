import { accessOf } from '../../../live/client/authenticate';
import { ApiConnection } from '../../../live/client/connection';
import { checkCertificate } from '../../../live/credentials/check-certificate';
import { clockOf } from '../../../live/credentials/clock';
import { createAuthority, issue } from '../../e2e/local/pki';
import { withHttpsServer } from '../client/https-server';

/** What comes of a certificate from a cluster that does not say by whom it has to be signed. */
async function checked(pem: (cert: string) => string): Promise<string | Error> {
  const authority = await createAuthority('a cluster');
  const { cert, key } = await issue(authority, { commonName: 'promfleet:hub' });
  let outcome: string | Error = '';
  await withHttpsServer(
    (_, response) => response.writeHead(404).end(),
    async (server) => {
      const ca = Buffer.from(server.authority.cert).toString('base64');
      const cluster = { server: server.url, 'certificate-authority-data': ca };
      const connection = new ApiConnection(server.url, () => accessOf(cluster, {}));
      const asked = { key, commonName: 'promfleet:hub', clock: clockOf(undefined) };
      outcome = await checkCertificate(pem(cert), asked, connection).then(
        ({ chain }) => chain.replace(cert.trim(), 'the certificate'),
        (error: Error) => error,
      );
      connection.close();
    },
  );
  return outcome;
}

it('nothing goes on to the hub that stands beside a certificate', async () =>
  expect(
    (await checked((cert) => `ignored\n${cert}${'x'.repeat(900_000)}`)).toString().trim(),
  ).toBe('the certificate'));

it('a chain that would fill a Secret of the hub is refused', async () =>
  expect(await checked((cert) => cert.repeat(200))).toMatchObject({
    message: expect.stringMatching(/is not what was asked for, found \d+ characters/),
  }));
