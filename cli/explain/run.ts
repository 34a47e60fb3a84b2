import { askedAtHub, matching } from '../../dashboards/matching';
import { error } from '../../diagnostics';
import type { Asker } from '../../prometheus/match/asked';
import { explain } from '../../prometheus/match/explained';
import { type LoadedFleet, loadFleet } from '../../synth/load';
import { EXIT, type ExitCode } from '../exit';
import { type Io, paint } from '../io';
import { noSuchCluster } from '../no-such-cluster';
import { refused } from '../refused';
import { report } from '../report';
import { type ExplainOptions, shapeOf } from './options';
import { explainedText } from './table';
import { unusedIn, unusedText } from './unused';

/** Says what is fetched of members, for whom, and about how much; or what of it nobody reads. */
export async function explainCommand(options: ExplainOptions, io: Io): Promise<ExitCode> {
  const refuse = (message: string) => refused(message, EXIT.usage, options, io);
  const shape = shapeOf(options);
  if (typeof shape === 'string') return refuse(shape);
  const { fleet, place, ...read } = loadFleet(options.fleet);
  if (!fleet) return report(read, io, options);
  const { cluster } = options;
  const names = fleet.members.map(({ name }) => name);
  if (cluster !== undefined && !names.includes(cluster)) {
    return refuse(noSuchCluster(cluster, names));
  }
  const members = fleet.members.filter(({ name }) => cluster === undefined || name === cluster);
  const found = explain(fleet, members, matching(fleet), askedAtHub(fleet.hub), shape);
  const whereOf = placesOf(place);
  const { unused = false, verbose = false } = options;
  if (options.output === 'json') {
    const clusters = unused
      ? found.map((one) => ({ clusters: one.members, unused: unusedIn(one) }))
      : found.map(({ members: of, ...one }) => ({ clusters: of, ...one }));
    io.stdout.write(`${JSON.stringify({ ok: true, shape, explained: clusters }, placed, 2)}\n`);
  } else {
    const colours = paint(io.stdout, io.env);
    const text = unused ? unusedText(found) : explainedText(found, { colours, verbose, whereOf });
    io.stdout.write(text);
  }
  return EXIT.ok;

  /** Where an asker is written, instead of its path in the fleet file. */
  function placed(key: string, value: unknown): unknown {
    if (key !== 'askers' || !Array.isArray(value)) return value;
    return value.map((asker: Asker) => {
      const { at: _, place: __, ...said } = asker;
      const where = whereOf(asker);
      return where === undefined ? said : { ...said, where };
    });
  }
}

/** Says where something of the user's is written: `file:line`. */
function placesOf(place: LoadedFleet['place']): (asker: Asker) => string | undefined {
  return (asker) => {
    if (asker.place) return `${asker.place.file}:${asker.place.line}`;
    if (!asker.at) return undefined;
    const [found] = place([error('unknown-series', asker.at, '')]);
    return found && `${found.file}:${found.line}`;
  };
}
