import { formatDiagnostic, hasErrors } from './diagnostics';
import { synthesize } from './synth/synthesize';

/**
 * The cdk8s app, which `cdk8s synth` runs: fleet.yaml is read (inventory/), resolved (model/) and
 * checked, becomes configuration (prometheus/), objects (constructs/) and files (charts/), and is
 * written (output/) into the directory that cdk8s names.
 */
export function main(out = process.env.CDK8S_OUTDIR ?? 'dist'): void {
  const { diagnostics } = synthesize({ fleet: 'fleet.yaml', out });
  for (const diagnostic of diagnostics) process.stderr.write(`${formatDiagnostic(diagnostic)}\n`);
  process.exitCode = hasErrors(diagnostics) ? 1 : 0;
}

if (require.main === module) main();
