import { type Diagnostic, error } from '../../diagnostics';
import type { Sources } from './sources';

/** Settings of an Alertmanager that is not deployed, and of a volume that is not there. */
export function checkAlertmanagerEffects({ file, hub }: Sources): Diagnostic[] {
  const { existing, ...written } = file.hub.alertmanager ?? {};
  const { enabled, storage } = hub.value.alertmanager;
  const without = (key: string, why: string) =>
    error('key-without-effect', hub.place('alertmanager', key), why);
  const keys = Object.keys(written);
  if (existing) {
    return keys.map((key) =>
      without(
        key,
        `nothing is deployed beside an existing Alertmanager, found ${key}, leave it out`,
      ),
    );
  }
  if (!enabled) {
    return keys
      .filter((key) => key !== 'enabled')
      .map((key) =>
        without(
          key,
          `\`${key}\` has no effect here, there is no Alertmanager: set \`enabled\`, or leave it out`,
        ),
      );
  }
  return written.storageClass !== undefined && storage === undefined
    ? [
        without(
          'storageClass',
          '`storageClass` has no effect here, there is no volume: write `storage`, or leave it out',
        ),
      ]
    : [];
}
