import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { elapsedLog } from '../e2e/local/log';
import {
  type Checks,
  checkoutChecks,
  packageManifest,
  type Release,
  releaseChecks,
} from './checks';
import { install, pack, run } from './pack';

/*
 * Packs what is published into release/ and checks it: `npm run release:check`. With `-- --tag v1.2.3`
 * it is the release of that tag: the version and the changelog have to be ready for it.
 */

/** Problems of one check that are printed; the others are mostly of the same kind. */
const PRINTED = 10;

async function main(tag: string | undefined): Promise<void> {
  const log = elapsedLog((text) => process.stderr.write(text));
  const project = mkdtempSync(join(tmpdir(), 'promfleet-release-'));
  const counts = { passed: 0, failed: 0 };
  const runAll = async (checks: Checks) => {
    for (const [name, check] of Object.entries(checks)) {
      log(name);
      const problems = await problemsOf(check);
      counts[problems.length === 0 ? 'passed' : 'failed'] += 1;
      for (const problem of problems.slice(0, PRINTED)) process.stdout.write(`${problem}\n`);
      const more = problems.length - PRINTED;
      if (more > 0) process.stdout.write(`${more} more: ${name}\n`);
    }
  };
  let release: Release | undefined;
  const prepare = async () => {
    const helm = (await run(join('tools', 'unpack'), ['helm'])).trim();
    const packed = await pack(helm, packageManifest().version);
    log('installing the package in an empty directory');
    release = { ...packed, helm, project, installed: await install(packed.tarball, project) };
    return [];
  };
  try {
    await runAll(checkoutChecks(tag));
    await runAll({ 'package and charts pack, and the package installs': prepare });
    if (release) await runAll(releaseChecks(release));
  } finally {
    rmSync(project, { recursive: true, force: true });
  }
  process.stdout.write(`${counts.passed} passed, ${counts.failed} failed\n`);
  if (counts.failed > 0) process.exitCode = 1;
}

/** What a check finds; that it cannot be made is a problem, too. */
async function problemsOf(check: Checks[string]): Promise<readonly string[]> {
  try {
    return await check();
  } catch (error) {
    return [(error as Error).message];
  }
}

const { values } = parseArgs({ options: { tag: { type: 'string' } } });
void main(values.tag);
