#!/usr/bin/env node
import { type ChildProcess, spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { CommanderError } from 'commander';
import { type Clusters, obtainClusters, releaseClusters } from './clusters';
import { type Context, writeContext } from './harness/context';
import { type Counts, countsFile } from './harness/counts';
import { fleetFile, synth } from './harness/fleet-file';
import { imagesOf, readManifests } from './harness/manifests';
import { elapsedLog, type Log, loadImages, Refusal, recordedClusters } from './local';
import { LAST, type Options, parseOptions } from './options';

const EXIT = { ok: 0, failed: 1, prerequisites: 2, interrupted: 130 } as const;

async function main(): Promise<number> {
  const log = elapsedLog((text) => process.stderr.write(text));
  const options = parseOptions(process.argv.slice(2));
  if (!options) return EXIT.ok;
  const workDir = fs.mkdtempSync(path.join(os.tmpdir(), 'promfleet-e2e-run-'));
  const release = () => {
    fs.rmSync(workDir, { recursive: true, force: true });
    releaseClusters(options, log);
  };
  onInterrupt(release);
  try {
    const clusters = await obtainClusters(options, log);
    const context = prepare(clusters, options, workDir);
    await renderAndLoadImages(context, log);
    const counts = await runSuite(context, workDir);
    release();
    // After the teardown, because whoever reads along expects it on the last line.
    process.stdout.write(`\n${closingLine(counts)}\n`);
    return counts.failed > 0 ? EXIT.failed : EXIT.ok;
  } catch (error) {
    release();
    throw error;
  }
}

function prepare(clusters: Clusters, options: Options, workDir: string): Context {
  forgetLastRun(options.artifacts);
  const { artifacts, only, selfSignedKubelets } = options;
  return { ...clusters, workDir, artifacts, only, selfSignedKubelets };
}

/** Removes what an earlier run collected, and nothing else that may be there. */
function forgetLastRun(artifacts: string): void {
  for (let number = 0; number <= LAST; number++) {
    fs.rmSync(path.join(artifacts, `journey-${number}`), { recursive: true, force: true });
  }
}

/** The local clusters have no registry: they get the images that the manifests name. */
async function renderAndLoadImages(context: Context, log: Log): Promise<void> {
  const { members, workDir, localDir } = context;
  await synth(fleetFile(context, members, {}), workDir);
  if (localDir === undefined) return;
  const dirs = ['hub', ...members.map(({ name }) => `clusters/${name}`)];
  const manifests = dirs.flatMap((dir) => readManifests(path.join(workDir, 'dist', dir)));
  await loadImages(recordedClusters(localDir), imagesOf(manifests), log);
}

let child: ChildProcess | undefined;

/** The journeys run in a process of their own, so that nothing they do can keep this one. */
function runSuite(context: Context, workDir: string): Promise<Counts> {
  const contextFile = path.join(workDir, 'context.json');
  writeContext(contextFile, context);
  const reporter = path.join(__dirname, 'reporter.js');
  const args = [
    '--no-warnings',
    `--test-reporter=${reporter}`,
    '--test-reporter-destination=stdout',
    path.join(__dirname, 'suite.js'),
    contextFile,
  ];
  return new Promise((resolve) => {
    child = spawn(process.execPath, args, {
      stdio: ['ignore', 'inherit', 'inherit'],
      // A process group of its own, so that its port-forwards can be ended with it.
      detached: true,
    });
    child.on('exit', () => {
      const file = countsFile(contextFile);
      const died: Counts = { passed: 0, failed: 1, skipped: 0 };
      resolve(fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : died);
    });
  });
}

function closingLine({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

function onInterrupt(release: () => void): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      if (child?.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
      release();
      process.exit(EXIT.interrupted);
    });
  }
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: Error) => {
    const known = error instanceof Refusal || error instanceof CommanderError;
    if (!(error instanceof CommanderError)) {
      process.stderr.write(`${known ? error.message : error.stack}\n`);
    }
    process.exitCode = known ? EXIT.prerequisites : EXIT.failed;
  },
);
