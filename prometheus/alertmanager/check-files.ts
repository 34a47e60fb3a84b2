import { posix } from 'node:path';
import { type Diagnostic, error } from '../../diagnostics';
import { SYSTEM_CERTIFICATES } from '../files';
import { namedFiles } from '../named-files';
import type { Checked } from './checked';
import { alertmanagerSecretDir } from './files';

/** Files that the pod does not have: a receiver without its Secret is told of nothing. */
export function checkAlertmanagerFiles({ alertmanager, config, at }: Checked): Diagnostic[] {
  const mounted = [
    ...alertmanager.secrets.map(({ name }) => alertmanagerSecretDir(name)),
    SYSTEM_CERTIFICATES,
  ];
  return [
    ...namedFiles(config.global, ['global']),
    ...namedFiles(config.receivers, ['receivers']),
  ].flatMap(({ key, file }) => {
    if (mounted.some((directory) => posix.normalize(file).startsWith(`${directory}/`))) return [];
    const message = `nothing is mounted there, found ${file}, name its Secret under \`alertmanager.secrets\` and write ${alertmanagerSecretDir('<name>')}/<key>`;
    return [error('file-not-mounted', at(...key), message)];
  });
}
