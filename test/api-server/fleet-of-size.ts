import { uniqueChartFile } from '../../charts/chart-file';
import { HubChart } from '../../charts/hub';
import { credentials } from '../../model/statestore';
import { Renderer } from '../../output/renderer';
import type { ObjectSize } from '../../output/size';
import { fleetFile, resolved } from '../fleet';

/** The StatefulSet of a hub. */
export interface HubServer {
  /** Its manifest. */
  readonly text: string;
  readonly size: ObjectSize;
}

/** Characters of the names of the members' Secrets, unless they are longer. */
const USUAL = 20;

/** The longest name of an object. */
const LONGEST = 253;

const { hub } = resolved(fleetFile({ hub: 'storage: 1Gi, grafana: { enabled: false }' }));

/** A hub whose StatefulSet has exactly so many bytes: of annotations, or of its revision. */
export function hubOfSize(what: 'annotations' | 'revision', bytes: number): HubServer {
  const of = (members: number) => hubServer(members).size[what];
  const [some, more] = [of(500), of(600)];
  const each = (more - some) / 100;
  const members = 500 + Math.floor((bytes - some) / each);
  return hubServer(members, bytes - some - each * (members - 500));
}

/** A hub of so many members; names of Secrets are longer than usual by so many characters. */
function hubServer(members: number, longer = 0): HubServer {
  const chart = uniqueChartFile('hub', HubChart, {
    ...hub,
    credentials: Array.from(names(members, longer), ([name, secretName]) =>
      credentials(
        { name, auth: { type: 'clientCertificate', secretName } },
        { statestore: hub.statestore, statestoreLayout: 'perCluster', release: hub.server.release },
      ),
    ),
    federationConfigMaps: ['hub-federation-00'],
    inventoryConfigMaps: ['hub-inventory-00'],
  });
  const { text, sizes } = new Renderer().render(chart);
  const size = sizes.find(({ object }) => object.startsWith('StatefulSet'));
  if (!size) throw new Error(`too small to be measured: ${members} members`);
  const documents = text.split(/^---\n/m);
  return { text: documents.find((one) => one.includes('kind: StatefulSet')) ?? '', size };
}

/** Names of members and of their Secrets. */
function* names(members: number, longer: number): Generator<[string, string]> {
  for (let [index, left] = [0, longer]; index < members; index++) {
    const more = Math.min(left, LONGEST - USUAL);
    left -= more;
    yield [`member-${String(index).padStart(5, '0')}`, `s${index}`.padEnd(USUAL + more, 'x')];
  }
}
