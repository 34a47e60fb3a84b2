import { type AddressInfo, createServer, type Socket } from 'node:net';
import { Command } from 'commander';
import { RAW } from '../../model/components/drill-down';
import type { DrillDown } from '../../model/types';
import { drillDownConfig, rawSeries } from '../../prometheus/remote-read';
import type { RemoteReadConfig } from '../../prometheus/types';
import { type RunningServer, withServer } from '../../test/access/drill-down/server';
import { until } from '../../test/e2e/local/wait';
import { resolved } from '../../test/fleet';
import { metrics } from '../../test/tenants/servers';
import { median } from '../median';

interface Options {
  readonly members: string;
  readonly down: string;
  readonly rounds: string;
}

new Command('bench-drill-down')
  .description('Measures what raw series on demand take of other queries (env PROMETHEUS).')
  .option('--members <n>', 'members that are read on demand', '1000')
  .option('--down <n>', 'of these, how many never answer', '100')
  .option('--rounds <n>', 'times that each query is asked at each server, in turn', '400')
  .action(measure)
  .parse();

const name = (index: number) => `cluster-${String(index).padStart(4, '0')}`;

const OF_A_MEMBER = Array.from({ length: 20 }, (_, series) => series);

/** The one that is asked about; it answers when it is asked for raw series, too. */
const ASKED = name(0);

const QUERIES = {
  '20 series of one member': `sum(bench{cluster="${ASKED}"})`,
  'a series of each member': 'sum(bench{series="0"})',
  '20 series of each member': 'sum by (cluster) (bench)',
};

/** Three hubs with the same samples: one cannot drill down, one can, one asks members itself. */
async function measure({ members, down, rounds }: Options): Promise<void> {
  const count = Number(members);
  const silent = await startSilent();
  const page = await metrics(...exposition(count));
  const scrape = {
    global: { scrape_interval: '5s' },
    scrape_configs: [
      { job_name: 'members', honor_labels: true, static_configs: [{ targets: [page.address] }] },
    ],
  };
  const labels = { cluster: ASKED, [RAW.label]: RAW.value };
  const own = await metrics(...OF_A_MEMBER.map((series) => `raw{series="${series}"} 1`));
  const [job] = scrape.scrape_configs;
  const member = {
    config: () => ({
      global: { ...scrape.global, external_labels: labels },
      scrape_configs: [{ ...job, static_configs: [{ targets: [own.address] }] }],
    }),
  };
  const plain = { config: () => scrape };
  await withServer(member, async ({ listens }) => {
    const reads = remoteReads(count, (index) =>
      index >= count - Number(down) ? silent.address : listens,
    );
    const gateway = { config: () => ({ remote_read: reads }) };
    const itself = { config: () => ({ ...scrape, remote_read: reads }) };
    await withServer(gateway, (asks) =>
      withServer({ config: () => ({ ...scrape, remote_read: [through(asks)] }) }, (can) =>
        withServer(plain, (cannot) =>
          withServer(itself, (direct) =>
            compare(
              { cannot, can, direct },
              Number(rounds),
              Number(down) > 0 ? name(count - 1) : undefined,
            ),
          ),
        ),
      ),
    );
  });
  for (const one of [silent, page, own]) one.close();
}

type Hubs = Readonly<Record<'cannot' | 'can' | 'direct', RunningServer>>;

async function compare(hubs: Hubs, rounds: number, dead: string | undefined): Promise<void> {
  for (const hub of Object.values(hubs)) {
    await until(
      'its first samples',
      async () => (await hub.query(QUERIES['20 series of one member'])).length > 0,
    );
  }
  for (const [what, query] of Object.entries(QUERIES))
    print(`${what}: ${await ratios(hubs, query, rounds)}`);
  const raw = `count({job="members", cluster="${ASKED}", ${RAW.label}="${RAW.value}"})`;
  const [answer] = await hubs.can.query(raw);
  if (!answer) throw new Error('no raw series');
  print(`raw series of one member: ${(await time(hubs.can, raw)).toFixed(1)} ms`);
  if (dead === undefined) return;
  // As many as a Prometheus evaluates at a time, less one.
  const waiting = Array.from({ length: 19 }, () =>
    hubs.can.query(`bench{cluster="${dead}", ${RAW.label}="${RAW.value}"}`),
  );
  const query = QUERIES['20 series of one member'];
  print(
    `20 series of one member, while 19 queries wait for one that is down: ${await ratios(hubs, query, rounds)}`,
  );
  const began = Date.now();
  await Promise.all(waiting);
  print(
    `these were answered after ${((Date.now() - began) / 1000).toFixed(0)} s more, with nothing`,
  );
}

/** Each round asks all of them, so that what else the machine does is no one's alone. */
async function ratios(hubs: Hubs, query: string, rounds: number): Promise<string> {
  const taken = { cannot: [] as number[], can: [] as number[], direct: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    for (const hub of ['cannot', 'can', 'direct'] as const)
      taken[hub].push(await time(hubs[hub], query));
  }
  const middle = median(taken.cannot);
  const ratio = (hub: 'can' | 'direct') => (median(taken[hub]) / middle).toFixed(2);
  return `${middle.toFixed(2)} ms; with drill-down ${ratio('can')} of it, with the entries in the hub itself ${ratio('direct')}`;
}

async function time(hub: RunningServer, query: string): Promise<number> {
  const began = performance.now();
  await hub.query(query);
  return performance.now() - began;
}

/** As the hub hands its queries on. */
const through = ({ url }: RunningServer): RemoteReadConfig =>
  rawSeries({ ...drillDownOf(1), url: `${url}/api/v1/read` });

/** Those of a fleet, but over plain HTTP. */
function remoteReads(count: number, at: (index: number) => string): object[] {
  const { remote_read = [] } = drillDownConfig(drillDownOf(count));
  return remote_read.map(({ tls_config: _, ...read }, index) => ({
    ...read,
    url: `http://${at(index)}/api/v1/read`,
  }));
}

function drillDownOf(count: number): DrillDown {
  const clusters = Array.from(
    { length: count },
    (_, index) => `  - { name: ${name(index)}, server: 'https://${name(index)}.test:6443' }`,
  );
  const { drillDown } = resolved(
    [
      'hub: { cluster: control-plane }',
      'defaults: { federation: { drillDown: true } }',
      'clusters:',
      ...clusters,
    ].join('\n'),
  ).hub;
  if (!drillDown) throw new Error('nobody to be asked');
  return drillDown;
}

const exposition = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    OF_A_MEMBER.map((series) => `bench{cluster="${name(index)}",series="${series}"} ${series}`),
  ).flat();

/** What takes connections and never answers. */
async function startSilent() {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => sockets.add(socket.on('error', () => {})));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `127.0.0.1:${port}`,
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
