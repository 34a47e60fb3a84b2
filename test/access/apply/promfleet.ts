import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { Io } from '../../../cli/io';
import { run } from '../../../cli/run';
import type { FleetOutcome } from '../../../live/apply/fleet';
import type { ClusterOutcome } from '../../../live/apply/outcome';

/** What `promfleet apply --output json` prints. */
export interface Applied extends FleetOutcome {
  readonly ok: boolean;
}

/** What a run printed, and its exit code. */
export interface Printed {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A directory with a fleet file and a kubeconfig, and promfleet run in it. */
export class Workplace {
  readonly directory = mkdtempSync(join(tmpdir(), 'promfleet-apply-'));
  readonly kubeconfig = join(this.directory, 'kubeconfig');
  readonly fleet = join(this.directory, 'fleet.yaml');
  readonly out = join(this.directory, 'dist');
  /** Everything that was printed. */
  printed = '';

  /** The arguments of a run. */
  argv(...more: readonly string[]): string[] {
    const { fleet, kubeconfig, out } = this;
    return ['apply', '--fleet', fleet, '--kubeconfig', kubeconfig, '--out', out, ...more];
  }

  /** Runs it, and gives what it says as JSON. */
  async apply(...more: readonly string[]): Promise<Applied & { code: number }> {
    const { code, stdout } = await this.text('--output', 'json', ...more);
    return { ...JSON.parse(stdout), code };
  }

  /** Runs it, and gives what it prints. */
  text(...more: readonly string[]): Promise<Printed> {
    return this.run(more);
  }

  /** Runs it on a terminal, where someone answers its question, at once or having done something. */
  onTerminal(
    answer: string | (() => Promise<string>),
    ...more: readonly string[]
  ): Promise<Printed> {
    async function* typed() {
      yield `${typeof answer === 'string' ? answer : await answer()}\n`;
    }
    const stdin = Object.assign(Readable.from(typed()), { isTTY: true });
    return this.run(more, stdin);
  }

  private async run(more: readonly string[], stdin?: Io['stdin']): Promise<Printed> {
    const said = { stdout: '', stderr: '' };
    const stream = (name: 'stdout' | 'stderr') => ({
      isTTY: stdin !== undefined,
      write: (text: string) => {
        said[name] += text;
        this.printed += text;
      },
    });
    const io = {
      stdout: stream('stdout'),
      stderr: stream('stderr'),
      env: { NO_COLOR: '1' },
      stdin,
    };
    const code = await run(this.argv(...more), io);
    return { code, ...said };
  }

  /** The fleet file, as YAML or as data. */
  write(fleet: string | object): void {
    writeFileSync(this.fleet, typeof fleet === 'string' ? fleet : JSON.stringify(fleet));
  }

  /** The files below the output directory, with when they were written. */
  files(): Record<string, string> {
    const names = readdirSync(this.out, { recursive: true, encoding: 'utf8' }).sort();
    return Object.fromEntries(
      names.map((name) => {
        const path = join(this.out, name);
        const { mtimeMs } = statSync(path);
        return [name, `${mtimeMs} ${name.endsWith('.yaml') ? readFileSync(path, 'utf8') : ''}`];
      }),
    );
  }

  end(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }
}

/** What came of an entry of the fleet file, or of the hub. */
export function outcomeOf({ clusters }: FleetOutcome, name: string): ClusterOutcome {
  const found = clusters.find((cluster) => cluster.name === name);
  if (!found) throw new Error(`nothing came of ${name}: ${JSON.stringify(clusters)}`);
  return found;
}
