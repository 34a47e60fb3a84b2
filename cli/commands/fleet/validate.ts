import { synthesize } from '../../../main';
import { paint } from '../../io';
import { progress } from '../../progress';
import { count, reportProblems, reportWarnings } from '../../report';
import { type AddCommand, EXIT } from '../../run';

/** `promfleet validate`: all that `synth` would refuse, with nothing written. */
export const addValidate: AddCommand = (program, io, done) => {
  program
    .command('validate')
    .description('check the fleet file and write nothing')
    .option('-f, --fleet <file>', 'the fleet file', 'fleet.yaml')
    .action(({ fleet }: { fleet: string }) => {
      const { onProgress, clear } = progress(io.stderr);
      const synthesis = synthesize({ fleet, onProgress });
      clear();
      if (synthesis.clusters === undefined) return done(reportProblems(synthesis, io));
      const { green } = paint(io.stdout, io.env);
      io.stdout.write(`${fleet}: ${green('valid')}, ${count(synthesis.clusters, 'cluster')}\n`);
      reportWarnings(synthesis.warnings, io);
      return done(EXIT.ok);
    });
};
