import { fleetSchema } from '../../../model/schema';
import type { Command } from '../../command';
import { EXIT } from '../../exit';

/** `promfleet schema`: the JSON Schema of the fleet file, for editors. */
export const schema: Command = {
  name: 'schema',
  summary: 'print the JSON Schema of the fleet file, for editors',
  options: [],
  run: async (_, io) => {
    io.stdout.write(`${JSON.stringify(fleetSchema(), null, 2)}\n`);
    return EXIT.ok;
  },
};
