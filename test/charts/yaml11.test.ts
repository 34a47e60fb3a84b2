import { renderFleet } from '../../synth/render-fleet';
import { type Manifest, resolved } from '../fleet';
import { MOST_MS, READERS, type Reader } from '../readers';
import { fleetOfWords } from './yaml11-fleet';

/** Everything that is rendered, as one YAML file, with `end` for each $. */
function written(end: string): string {
  const texts: string[] = [];
  const fleet = resolved(fleetOfWords(end));
  renderFleet(fleet, { onFile: ({ text, objects }) => objects.length > 0 && texts.push(text) });
  return texts.join('---\n');
}

/** Where an object has files: a ConfigMap, and pods whose annotation is one. */
const filesOf = ({ kind, data, spec }: Manifest): Record<string, string> =>
  (kind === 'ConfigMap' ? data : spec?.template?.metadata?.annotations) ?? {};

/** The objects in a text, and what their files say instead of their texts. */
function readBy(read: Reader, text: string): Manifest[] {
  const objects = read(text);
  const files = objects
    .flatMap((object) => Object.entries(filesOf(object)))
    .filter(([name]) => /\.ya?ml$/.test(name));
  return [...objects.map(withoutFiles), ...read(files.map(asObject).join('---\n'))];
}

function withoutFiles({ data: _, ...object }: Manifest): Manifest {
  const { annotations, ...metadata } = object.spec?.template?.metadata ?? {};
  if (!annotations) return object;
  return {
    ...object,
    spec: { ...object.spec, template: { ...object.spec.template, metadata } },
  };
}

/** kubectl reads objects only: a file becomes the content of one. */
const asObject = ([name, text]: [string, string]) => `apiVersion: v1
kind: File
metadata: { name: ${name} }
content:
${text.replaceAll(/^(?=.)/gm, '  ')}`;

/** With it behind them, nobody reads words as anything but words. */
const HARMLESS = 'qqq';

/** Without it; and without the number of a shard and digests, which the names of clusters decide. */
const bare = (objects: Manifest[]) =>
  objects
    .map((object) => JSON.stringify(object).replaceAll(HARMLESS, ''))
    .map((json) => json.replaceAll(/(federation|inventory)-\d+/g, '$1-NN'))
    .map((json) => json.replaceAll(/"digest":"\w+"/g, '"digest":""'))
    .sort()
    .map((json) => JSON.parse(json));

describe('a fleet of words that YAML 1.1 reads as something else', () => {
  const text = written('');
  const harmless = written(HARMLESS);

  it.each(READERS)(
    'is to %s what it is with harmless words',
    (_name, read) => expect(bare(readBy(read, text))).toEqual(bare(readBy(read, harmless))),
    MOST_MS,
  );

  it.each(READERS)(
    'has amounts that %s reads as texts',
    (_name, read) => {
      const objects = read(text);
      const servers = objects.filter(({ spec }) => spec?.volumeClaimTemplates);
      const claims = [
        ...servers.map(({ spec }) => spec.volumeClaimTemplates[0]),
        ...objects.filter(({ kind }) => kind === 'PersistentVolumeClaim'),
      ];
      expect(servers.map(({ spec }) => spec.template.spec.containers[0].resources)).toEqual([
        { limits: { cpu: '07', memory: '0' } },
        { requests: { cpu: '08', memory: '1.0' }, limits: { cpu: '010', memory: '5E' } },
      ]);
      expect(claims.map(({ spec }) => spec.resources.requests.storage)).toEqual(['12', '1', '2']);
    },
    MOST_MS,
  );
});
