import { type Diagnostic, warning } from '../../diagnostics';
import type { Sources } from './sources';

/** Groups that no cluster is in: what they say is said to nobody. */
export function checkGroups({ file }: Sources): Diagnostic[] {
  const used = new Set(file.clusters.map(({ group }) => group));
  return Object.keys(file.groups ?? {})
    .filter((name) => !used.has(name))
    .map((name) =>
      warning(
        'key-without-effect',
        ['groups', name],
        `no cluster is in this group, found none with \`group: ${name}\`, write it at one or leave the group out`,
      ),
    );
}
