import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { JOBS, type Job, STEPS, WORKFLOWS } from './workflows';

const text = (file: string) => readFileSync(file, 'utf8');
const RUNS = STEPS.filter(({ step }) => step.run !== undefined);

/** The keys of GitHub's workflow syntax that are in use, or could be without a second thought. */
const KEYS = {
  workflow: ['name', 'on', 'permissions', 'concurrency', 'jobs'],
  concurrency: ['group', 'cancel-in-progress'],
  event: ['push', 'pull_request', 'workflow_call'],
  called: ['needs', 'permissions', 'uses', 'with'],
  job: ['needs', 'permissions', 'runs-on', 'timeout-minutes', 'strategy', 'steps', 'env'],
  action: ['name', 'id', 'if', 'uses', 'with'],
  run: ['name', 'id', 'if', 'run', 'env'],
  permission: ['contents', 'packages', 'id-token', 'attestations'],
};
const keysOf = (value: object) => Object.keys(value);

describe('a workflow', () => {
  it('is there for every change and for a release', () =>
    expect(WORKFLOWS.map(({ name }) => name).sort()).toEqual(['ci.yml', 'release.yml']));

  it.each(WORKFLOWS)(
    '$name: says when it runs, with which rights, and not twice at a time',
    ({ workflow }) => {
      expect(keysOf(workflow).sort()).toEqual([...KEYS.workflow].sort());
      expect(KEYS.event).toEqual(expect.arrayContaining(keysOf(workflow.on)));
      expect(keysOf(workflow.concurrency)).toEqual(KEYS.concurrency);
      expect(workflow.concurrency.group).toContain('${{ github.ref }}');
    },
  );

  it('waits for no other of its own group', () => {
    const groups = WORKFLOWS.map(({ workflow }) => workflow.concurrency.group);
    expect(new Set(groups).size).toBe(groups.length);
  });

  it.each(JOBS)('$name: $id has a machine, an end and steps, or calls a workflow', ({ job }) => {
    if (job.uses !== undefined) {
      expect(KEYS.called).toEqual(expect.arrayContaining(keysOf(job)));
      expect(parse(text(job.uses)).on).toHaveProperty('workflow_call');
      return;
    }
    expect(KEYS.job).toEqual(expect.arrayContaining(keysOf(job)));
    expect(job).toMatchObject({
      'runs-on': expect.stringMatching(/^ubuntu-\d\d\.04$/),
      'timeout-minutes': expect.any(Number),
    });
    expect(job.steps?.length).toBeGreaterThan(0);
  });

  it.each(JOBS)('$name: $id waits for jobs that are there', ({ job, jobs }) =>
    expect(keysOf(jobs)).toEqual(expect.arrayContaining([job.needs ?? []].flat())),
  );

  it('may read, unless a job says what it writes', () => {
    for (const { workflow } of WORKFLOWS) {
      expect([{}, { contents: 'read' }]).toContainEqual(workflow.permissions);
    }
    for (const { job } of JOBS) {
      expect(KEYS.permission).toEqual(expect.arrayContaining(keysOf(job.permissions ?? {})));
      expect(['read', 'write']).toEqual(
        expect.arrayContaining(Object.values(job.permissions ?? {})),
      );
    }
  });

  it.each(STEPS)('$name: step $index of $id uses an action or runs a command', ({ step }) => {
    const kinds = [KEYS.action, KEYS.run].filter((keys) =>
      keysOf(step).every((key) => keys.includes(key)),
    );
    expect(kinds).toHaveLength(1);
  });

  it('names every action by the digest of its commit and its version, always the same', () => {
    const uses = WORKFLOWS.flatMap(({ file }) => [...text(file).matchAll(/ uses: (.*)$/gm)])
      .map(([, action = '']) => action)
      .filter((action) => !action.startsWith('./'));
    expect(uses.length).toBeGreaterThan(5);
    for (const action of uses) {
      expect(action).toMatch(/^actions\/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    }
    const names = new Set(uses.map((action) => action.split('@')[0]));
    expect(new Set(uses).size).toBe(names.size);
  });

  it('refers to steps before, to what they give, and to what a job varies', () => {
    for (const { step, index, job } of STEPS) {
      const expressions = JSON.stringify(step);
      for (const [, id, output] of expressions.matchAll(/steps\.([\w-]+)\.outputs\.([\w-]+)/g)) {
        const source = job.steps?.slice(0, index).find((earlier) => earlier.id === id);
        expect(source?.run).toContain(`${output}=`);
      }
      for (const [, key = ''] of expressions.matchAll(/matrix\.([\w-]+)/g)) {
        expect(job.strategy?.matrix).toHaveProperty(key);
      }
    }
  });

  it.each(RUNS)(
    '$name: what step $index of $id runs is shell, into which nothing is pasted',
    ({ step: { run = '' } }) => {
      expect(run).not.toContain('${{');
      expect(spawnSync('bash', ['-n'], { input: run, encoding: 'utf8' })).toMatchObject({
        status: 0,
        stderr: '',
      });
    },
  );
});

describe('ci.yml', () => {
  const steps = STEPS.filter(({ name }) => name === 'ci.yml').map(({ step }) => step);
  const input = (name: string) => steps.map((step) => step.with?.[name]).find(Boolean) as string;

  it('runs everything that has to hold, as root', () =>
    expect(steps.map(({ run = '' }) => run)).toContainEqual(
      expect.stringMatching(/^sudo .*bash \.ci\/run$/),
    ));

  it('has the oldest Node that promfleet runs on', () =>
    expect(JSON.parse(text('package.json')).engines.node).toMatch(
      new RegExp(`^>=${text(input('node-version-file')).trim()}(\\.|$)`),
    ));

  it('has a Go that every module of tools/go takes', () => {
    const version = (file: string) => /^go (\S+)$/m.exec(text(file))?.[1] ?? '';
    const modules = readdirSync('tools/go').map((name) => join('tools/go', name, 'go.mod'));
    const newest = modules
      .map(version)
      .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
      .at(-1);
    expect(version(input('go-version-file'))).toBe(newest);
  });
});

describe('release.yml', () => {
  const jobs = JOBS.filter(({ name }) => name === 'release.yml');
  const publishers = jobs.filter(({ job }) =>
    Object.values(job.permissions ?? {}).includes('write'),
  );
  const before = (id: string): string[] => {
    const needs = [jobs.find((job) => job.id === id)?.job.needs ?? []].flat();
    return [...needs, ...needs.flatMap(before)];
  };
  const runs = (job: Job) => (job.steps ?? []).map(({ run = '' }) => run).join('\n');

  it('runs for the tag of a version', () => {
    const { workflow } = WORKFLOWS.find(({ name }) => name === 'release.yml') ?? {};
    expect(workflow.on).toEqual({ push: { tags: ['v*'] } });
  });

  it('publishes the npm package and both charts, and nothing else writes', () => {
    const commands = publishers.map(({ job }) => runs(job));
    expect(commands).toEqual([
      expect.stringContaining('npm publish --provenance'),
      expect.stringContaining('push release/'),
    ]);
    expect(publishers[1]?.job.strategy?.matrix).toEqual({
      chart: ['promfleet-monitor', 'promfleet-hub'],
    });
  });

  it('publishes after .ci/run and the check of the release', () => {
    const checks = jobs.filter(
      ({ job }) => job.uses?.endsWith('/ci.yml') || runs(job).includes('npm run release:check'),
    );
    expect(checks).toHaveLength(2);
    for (const { id } of publishers) {
      expect(before(id)).toEqual(expect.arrayContaining(checks.map((check) => check.id)));
    }
  });

  it('runs no script of a package where it could publish', () => {
    for (const { job } of publishers) {
      expect(runs(job)).not.toMatch(/npm (run|test|install)\b|npm ci(?! --ignore-scripts)|npx /);
    }
  });
});
