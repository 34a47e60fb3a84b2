import { jsonSchema } from '../../../inventory';
import { type AddCommand, EXIT } from '../../run';

/** `promfleet schema`: the JSON Schema of the fleet file, for editors. */
export const addSchema: AddCommand = (program, io, done) => {
  program
    .command('schema')
    .description('print the JSON Schema of the fleet file, for editors')
    .action(() => {
      io.stdout.write(`${JSON.stringify(jsonSchema(), null, 2)}\n`);
      done(EXIT.ok);
    });
};
