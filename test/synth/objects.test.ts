import { readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';
import { FleetObjects } from '../../synth/objects';
import { renderFleet } from '../../synth/render-fleet';
import { resolved } from '../fleet';

it.each(['fleet.yaml', 'test/fixtures/every-key.yaml'])(
  'the objects of %s are what its files say',
  (path) => {
    const fleet = resolved(readFileSync(path, 'utf8'));
    const files: unknown[] = [];
    renderFleet(fleet, {
      onFile: ({ text, objects }) =>
        objects.length > 0 && files.push(...parseAllDocuments(text).map((each) => each.toJS())),
    });
    const objects = new FleetObjects(fleet);
    const all = [
      ...fleet.members.flatMap((member) => objects.ofMember(member)),
      ...objects.ofHub(),
    ];
    expect(all).toEqual(files);
  },
);
