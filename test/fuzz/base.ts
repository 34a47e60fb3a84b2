import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument, visit } from 'yaml';

/** The fleet file that has every key there is. */
export const EVERY_KEY = readFileSync(join('test', 'fixtures', 'every-key.yaml'), 'utf8');

/** The fleet file that shows every setting that people ask for. */
export const EXAMPLE = readFileSync('fleet.example.yaml', 'utf8');

/** A fleet whose objects are as they are rendered: charts know no patches. */
export function unpatched(text: string): string {
  const document = parseDocument(text, { merge: true });
  visit(document, {
    Map: (_, map) => {
      map.delete('patches');
    },
  });
  return String(document);
}

/** A fleet whose members share the statestore, and so name no Secrets. */
export function sharing(text: string): string {
  const document = parseDocument(text, { merge: true });
  document.setIn(['hub', 'statestoreLayout'], 'shared');
  visit(document, {
    Map: (_, { items }, [...above]) => {
      const section = above.at(-1);
      const isAuth = section !== undefined && 'key' in section && String(section.key) === 'auth';
      const at = items.findIndex(({ key }) => String(key) === 'secretName');
      if (isAuth && at >= 0) items.splice(at, 1);
    },
  });
  return String(document);
}

const EVERY_KEY_SHARING = sharing(EVERY_KEY);

/** Runs one after the other that begin with the same fleet file. */
const ALIKE = 8;

/** The fleet file that a run begins with. */
export const baseOf = (run: number) =>
  Math.floor(run / ALIKE) % 2 === 0 ? EVERY_KEY : EVERY_KEY_SHARING;
