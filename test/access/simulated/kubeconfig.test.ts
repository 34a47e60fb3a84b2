import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { askWithToken } from './client';
import { withSimulatedClusters, writeExecPlugin, writeKubeconfig } from './index';
import { at, fieldsAt, listAt, textAt } from './json';

const directory = mkdtempSync(join(tmpdir(), 'promfleet-kubeconfig-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

it('one kubeconfig has all clusters, each with its own way to log in', async () => {
  await withSimulatedClusters({ count: 2 }, async (clusters) => {
    const [first, second] = clusters;
    if (!first || !second) throw new Error('two clusters were to start');
    const plugin = join(directory, 'log-in');
    writeExecPlugin(plugin, second.adminToken);
    const path = join(directory, 'kubeconfig');
    const exec = { command: plugin };
    writeKubeconfig(
      [
        first,
        { cluster: first, context: 'by-token', user: 'token' },
        { cluster: second, user: { exec } },
      ],
      path,
    );
    const config = JSON.parse(readFileSync(path, 'utf8'));
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(listAt(config, 'contexts').map((context) => at(context, 'name'))).toEqual([
      'cluster-0',
      'by-token',
      'cluster-1',
    ]);
    const [byCertificate, byToken, byProgram] = listAt(config, 'users').map((entry) =>
      fieldsAt(entry, 'user'),
    );
    expect(Object.keys(byCertificate ?? {})).toEqual([
      'client-certificate-data',
      'client-key-data',
    ]);
    const credential = JSON.parse(
      execFileSync(textAt(byProgram, 'exec', 'command') ?? '', { encoding: 'utf8' }),
    );
    const shown = [
      [first, textAt(byToken, 'token')],
      [second, textAt(credential, 'status', 'token')],
    ] as const;
    for (const [{ url, pki }, token = ''] of shown) {
      const asked = { url: `${url}/api/v1/secrets`, ca: pki.serverAuthority, token };
      expect((await askWithToken(asked)).status).toBe(200);
    }
  });
});
