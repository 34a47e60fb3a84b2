import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { alertmanagerContainer } from '../../../constructs/alertmanager-container';
import type { Alertmanager } from '../../../model/alertmanager-types';
import { alertmanagerConfig } from '../../../prometheus/alertmanager/config';
import { alertmanagerSecretDir } from '../../../prometheus/alertmanager/files';
import { until } from '../../e2e/local/wait';
import { freePort } from '../../tenants/servers';

/**
 * Runs every replica of an Alertmanager on loopback, with its own configuration and flags.
 *
 * @param ports - of its replicas, in order
 * @param receiver - URL that stands in the files of the Secrets, all of them
 */
export async function withAlertmanagers(
  alertmanager: Alertmanager,
  ports: readonly number[],
  receiver: string,
  use: () => Promise<void>,
): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'promfleet-alertmanager-'));
  const children: ChildProcess[] = [];
  const kill = () => children.forEach((child) => void child.kill('SIGKILL'));
  process.once('exit', kill);
  try {
    writeFiles(directory, alertmanager, receiver);
    const peer = await freePort();
    for (const [index, port] of ports.entries()) {
      const own = index === 0 ? peer : await freePort();
      const command = flags(alertmanager, directory, { index, port, own, peer });
      children.push(spawn(binary(), command, { stdio: 'ignore' }));
    }
    for (const port of ports) {
      await until(
        'Alertmanager to be ready',
        async () => (await fetch(`http://127.0.0.1:${port}/-/ready`)).ok,
      );
    }
    await use();
  } finally {
    process.off('exit', kill);
    kill();
    rmSync(directory, { recursive: true, force: true });
  }
}

function writeFiles(directory: string, alertmanager: Alertmanager, receiver: string): void {
  const text = stringify(alertmanagerConfig(alertmanager));
  const secrets = join(directory, 'secrets');
  const mounted = alertmanagerSecretDir('');
  writeFileSync(join(directory, 'alertmanager.yml'), text.replaceAll(mounted, `${secrets}/`));
  for (const { name } of alertmanager.secrets) {
    mkdirSync(join(secrets, name), { recursive: true });
    writeFileSync(join(secrets, name, 'url'), receiver);
  }
}

/** The container's flags, but for files, addresses and peers. */
function flags(
  alertmanager: Alertmanager,
  directory: string,
  { index, port, own, peer }: { index: number; port: number; own: number; peer: number },
): string[] {
  const replaced = /^--(config\.file|storage\.path|web\.|cluster\.(listen|peer))/;
  return [
    ...(alertmanagerContainer(alertmanager, []).args ?? []).filter((flag) => !replaced.test(flag)),
    `--config.file=${join(directory, 'alertmanager.yml')}`,
    `--storage.path=${join(directory, `data-${index}`)}`,
    `--web.listen-address=127.0.0.1:${port}`,
    `--cluster.listen-address=127.0.0.1:${own}`,
    `--cluster.peer=127.0.0.1:${peer}`,
  ];
}

function binary(): string {
  const { ALERTMANAGER } = process.env;
  if (ALERTMANAGER) return ALERTMANAGER;
  throw new Error('ALERTMANAGER names no binary, run ALERTMANAGER=$(tools/build alertmanager)');
}
