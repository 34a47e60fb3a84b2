import { EXIT } from './cli/exit';
import { exitCode } from './cli/report';
import { formatDiagnostic } from './diagnostics';
import { OutputError } from './output/directory/error';
import { synthesize } from './synth/synthesize';

/**
 * The cdk8s app, which `cdk8s synth` runs: fleet.yaml is read (inventory/), resolved (model/) and
 * checked, becomes configuration (prometheus/), objects (constructs/) and files (charts/), and is
 * written (output/) into the directory that cdk8s names.
 */
export function main(out = process.env.CDK8S_OUTDIR ?? 'dist'): void {
  try {
    const synthesis = synthesize({ fleet: 'fleet.yaml', out });
    for (const diagnostic of synthesis.diagnostics) say(formatDiagnostic(diagnostic));
    process.exitCode = exitCode(synthesis);
  } catch (error) {
    if (!(error instanceof OutputError)) throw error;
    say(`error: ${error.message}`);
    process.exitCode = EXIT.usage;
  }
}

const say = (line: string) => process.stderr.write(`${line}\n`);

if (require.main === module) main();
