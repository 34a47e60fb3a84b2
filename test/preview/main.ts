import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Command } from 'commander';
import { run } from '../../cli/run';
import { runScenarios, type Scenario } from '../faults/run';
import { chromiumPath } from './browser';
import { Chromium, type Look } from './chromium';
import { END, MEMBERS, TROUBLE } from './fleet/members';
import { LOOK } from './look';
import { withFleet } from './prometheus';

/*
 * The dashboards as pages, of a real Prometheus with a made-up fleet, looked at in a real Chromium.
 * `PROMETHEUS` and `PROMTOOL` name the binaries, which `tools/build` builds:
 * `node lib/test/preview/main.js [--record]`
 */

/** The sample data of the package. */
const SAMPLE = 'output/preview/sample.json';

/** Most bytes of it: it is in the package. */
const MOST_BYTES = 600_000;

/** Pages on which panels may have nothing to show, and why that is right. */
const NOTHING_TO_SHOW: Readonly<Record<string, string>> = Object.fromEntries(
  MEMBERS.map(({ name }) => [
    `promfleet-cluster-${name}.html`,
    name === TROUBLE.missing.member ? 'the hub does not see it' : 'what is well has no alerts',
  ]),
);

/** What pages are looked at as. */
const LOOKS: readonly Look[] = [
  { width: 1440, scheme: 'light' },
  { width: 1024, scheme: 'dark' },
  // The most frequent of those who see colours otherwise, between the widths that charts are drawn for.
  { width: 1280, scheme: 'light', vision: 'deuteranopia' },
];

interface Summary {
  readonly ok: boolean;
  readonly pages: readonly {
    readonly file: string;
    readonly panels: readonly { readonly title: string; readonly shows: string }[];
  }[];
}

new Command('preview').option('--record', `write ${SAMPLE} anew`).action(main).parse();

async function main({ record }: { readonly record?: boolean }): Promise<void> {
  const pictures = join(tmpdir(), 'promfleet-preview');
  rmSync(pictures, { recursive: true, force: true });
  mkdirSync(pictures, { recursive: true });
  const work = mkdtempSync(join(tmpdir(), 'promfleet-pages-'));
  const browser = await chromiumPath();
  await withFleet((url) =>
    Chromium.run(browser, async (chromium) => {
      const places = { url, work, pictures };
      await runScenarios([...written(places, record), ...looked(places, chromium)], 1);
    }),
  );
  rmSync(work, { recursive: true, force: true });
  process.stdout.write(`pictures: ${pictures}\n`);
}

interface Places {
  readonly url: string;
  readonly work: string;
  readonly pictures: string;
}

function written({ url, work }: Places, record = false): Scenario[] {
  const live = ['--prometheus', url, '--at', String(END)];
  const recorded = join(work, 'sample.json');
  return [
    {
      name: 'every question of every dashboard is answered by a real Prometheus',
      run: async () => {
        const { ok, pages } = await preview(join(work, 'pages'), ...live, '--record', recorded);
        if (!ok) throw new Error(`could not be asked: ${panels(pages, 'error').join(', ')}`);
        if (panels(pages, 'data').length < 30) throw new Error('there are next to no panels');
      },
    },
    {
      name: 'no panel is empty, but for those that are to be',
      run: async () => {
        const { pages } = await preview(join(work, 'pages'), ...live);
        const full = pages.filter(({ file }) => !(file in NOTHING_TO_SHOW));
        const empty = panels(full, 'nothing');
        if (empty.length > 0) throw new Error(`nothing to show: ${empty.join(', ')}`);
        for (const { file } of pages.filter((page) => !full.includes(page))) {
          process.stdout.write(`    may be empty: ${file}: ${NOTHING_TO_SHOW[file]}\n`);
        }
      },
    },
    {
      name: 'asked again, the pages are the same to the byte',
      run: async () => {
        await preview(join(work, 'again'), ...live);
        for (const file of readdirSync(join(work, 'pages'))) {
          if (
            !readFileSync(join(work, 'pages', file)).equals(readFileSync(join(work, 'again', file)))
          ) {
            throw new Error(`${file} is another`);
          }
        }
      },
    },
    {
      name: 'the sample data of the package is what is recorded of it',
      run: async () => {
        const text = readFileSync(recorded, 'utf8');
        if (text.length > MOST_BYTES) throw new Error(`it has ${text.length} bytes`);
        if (record) writeFileSync(SAMPLE, text);
        if (readFileSync(SAMPLE, 'utf8') !== text) {
          throw new Error(`${SAMPLE} is another: run this with --record, and look at the pages`);
        }
      },
    },
    {
      name: 'without a Prometheus the sample data fills the same panels',
      run: async () => {
        const { pages } = await preview(join(work, 'sample'));
        const { pages: before } = await preview(join(work, 'pages'), ...live);
        if (JSON.stringify(pages) !== JSON.stringify(before)) throw new Error('it does not');
      },
    },
  ];
}

function looked({ work, pictures }: Places, chromium: Chromium): Scenario[] {
  return LOOKS.map(({ width, scheme, vision }) => ({
    name: `every page opens ${[`${width} wide`, scheme, vision ?? []].flat().join(', ')}, with nothing over anything else`,
    run: async () => {
      const wrong: string[] = [];
      const directory = join(work, 'pages');
      for (const file of readdirSync(directory).filter((name) => name.endsWith('.html'))) {
        const tab = await chromium.page();
        await tab.open(pathToFileURL(join(directory, file)).href, { width, scheme, vision });
        const found = await tab.evaluate(LOOK);
        const picture = file.replace(
          '.html',
          `-${[width, scheme, vision ?? []].flat().join('-')}.png`,
        );
        writeFileSync(join(pictures, picture), await tab.screenshot());
        for (const what of [...(Array.isArray(found) ? found : []), ...tab.complaints]) {
          wrong.push(`${file}: ${what}`);
        }
      }
      if (wrong.length > 0) throw new Error([...new Set(wrong)].join('\n'));
    },
  }));
}

async function preview(out: string, ...argv: readonly string[]): Promise<Summary> {
  let text = '';
  const stdout = { write: (chunk: string) => (text += chunk) };
  const stderr = { write: (chunk: string) => process.stderr.write(chunk) };
  await run(['preview', '--out', out, '--output', 'json', ...argv], { stdout, stderr, env: {} });
  return JSON.parse(text);
}

const panels = (pages: Summary['pages'], how: string) =>
  pages.flatMap(({ file, panels: all }) =>
    all.filter(({ shows }) => shows === how).map(({ title }) => `${file}: ${title}`),
  );
