import { type Synthesis, synthesize } from '../../../main';
import { type Io, paint } from '../../io';
import { progress } from '../../progress';
import { count, reportProblems, reportWarnings } from '../../report';
import { type AddCommand, EXIT } from '../../run';

/** `promfleet synth`: the fleet file into the manifests. */
export const addSynth: AddCommand = (program, io, done) => {
  program
    .command('synth')
    .description('render the fleet file into the manifests of the hub and of every cluster')
    .option('-f, --fleet <file>', 'the fleet file', 'fleet.yaml')
    .option('-o, --out <directory>', 'where hub/ and clusters/ are written', 'dist')
    .action(({ fleet, out }: { fleet: string; out: string }) => {
      const { onProgress, clear } = progress(io.stderr);
      const synthesis = synthesize({ fleet, out, onProgress });
      clear();
      done(report(synthesis, out, io));
    });
};

function report(synthesis: Synthesis, out: string, io: Io): number {
  if (synthesis.clusters === undefined) {
    return reportProblems(synthesis, io, `${out} is as it was`);
  }
  const { clusters, objects, changes } = synthesis;
  const { written = 0, unchanged = 0, removed = 0 } = changes ?? {};
  const { bold } = paint(io.stdout, io.env);
  io.stdout.write(
    `${bold(out)}: ${count(clusters, 'cluster')} and the hub, ${count(objects, 'object')}; ` +
      `files: ${written} written, ${unchanged} unchanged, ${removed} removed\n`,
  );
  reportWarnings(synthesis.warnings, io);
  return EXIT.ok;
}
