import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dashboards } from '../../dashboards';
import { fleetFile } from '../fleet';
import { onFleet } from './on-fleet';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'promfleet-preview-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

async function preview(...argv: string[]) {
  const out = join(directory, 'pages');
  const printed = await onFleet(directory, fleetFile(), 'preview', '--out', out, ...argv);
  return { out, ...printed };
}

/** Those of the sample data. */
const CLUSTERS = ['prod-ap-1', 'prod-eu-1', 'prod-us-1', 'shop-br-1', 'stage-eu-1', 'stage-us-1'];

const ALL = dashboards({ clusterLabel: 'cluster', drillDown: false });

it('without a Prometheus there is a page for each dashboard, of sample data', async () => {
  const { code, out } = await preview();
  expect(code).toBe(0);
  const files = ['index.html', ...ALL.map(({ uid }) => `${uid}.html`)];
  const others = CLUSTERS.slice(1).map((cluster) => `promfleet-cluster-${cluster}.html`);
  expect(readdirSync(out).filter((name) => name.endsWith('.html'))).toEqual(
    [...files, ...others].sort(),
  );
  const index = readFileSync(join(out, 'index.html'), 'utf8');
  for (const { uid } of ALL) expect(index).toContain(`href="${uid}.html"`);
});

it('a click on a cluster of the fleet leads to the page of that cluster', async () => {
  const { out } = await preview();
  const fleet = readFileSync(join(out, 'promfleet-fleet.html'), 'utf8');
  for (const cluster of CLUSTERS) {
    const [, file = ''] =
      new RegExp(`href="([\\w.-]+)" title="Look at this cluster">${cluster}<`).exec(fleet) ?? [];
    expect(readFileSync(join(out, file), 'utf8')).toContain(`<b>${cluster}</b>`);
  }
});

it('no link leads to a page that is not there', async () => {
  const { out } = await preview();
  const pages = readdirSync(out).filter((name) => name.endsWith('.html'));
  const links = pages.flatMap((page) =>
    [...readFileSync(join(out, page), 'utf8').matchAll(/href="([^"]+)"/g)].map(([, to]) => to),
  );
  expect(links.length).toBeGreaterThan(100);
  expect(pages).toEqual(expect.arrayContaining([...new Set(links)]));
});

it('the sample data answers every question of the dashboards', async () => {
  const { stdout } = await preview('--output', 'json');
  expect(JSON.parse(stdout)).toMatchObject({ ok: true });
});

it('pages allow nothing that runs and nothing from elsewhere', async () => {
  const { out } = await preview();
  const index = readFileSync(join(out, 'index.html'), 'utf8');
  expect(index).toMatch(/content="default-src &#39;none&#39;|content="default-src 'none'/);
  expect(index).not.toMatch(/<script|https?:\/\//);
});

it.each([
  [
    ['--prometheus', 'hub:9090'],
    '--prometheus: no URL, found "hub:9090", write one such as http://localhost:9090',
  ],
  [['--prometheus', 'http://me:pass@hub'], '--prometheus: a URL without a user and a password'],
  [
    ['--prometheus', 'http://hub', '--range', '6'],
    '--range: a time of 1m to 92d, found "6", write 6h',
  ],
  [['--prometheus', 'http://hub', '--at', 'noon'], '--at: no time, found "noon"'],
  [
    ['--prometheus', 'http://hub', '--var', 'cluster'],
    '--var: no variable, found "cluster", write name=value',
  ],
  [['--prometheus', 'http://hub', '--var', 'pod=x'], '--var: no dashboard has the variable pod'],
  [['--at', '2026-06-01T12:00:00Z'], '--at belongs to --prometheus'],
])('%j is refused', async (argv, message) => {
  const { code, stderr } = await preview(...argv);
  expect(code).toBe(2);
  expect(stderr).toContain(message);
  expect(stderr).not.toContain('pass@');
});

it('a Prometheus that does not answer is said to be so, and nothing is written', async () => {
  const { code, stderr } = await preview('--prometheus', 'http://127.0.0.1:9');
  expect(code).toBe(2);
  expect(stderr).toContain('http://127.0.0.1:9 does not answer');
  expect(readdirSync(directory)).toEqual(['fleet.yaml']);
});

describe('a server that is no Prometheus', () => {
  let server: Server;
  let url: string;
  beforeEach(async () => {
    server = createServer((_, response) => response.end('<h1>Sign in</h1>'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(() => new Promise((resolve) => server.close(resolve)));

  it('is told from one', async () => {
    const { code, stderr } = await preview('--prometheus', url);
    expect(code).toBe(2);
    expect(stderr).toContain(`no answer of Prometheus's, found 200 "<h1>Sign in</h1>"`);
  });
});
