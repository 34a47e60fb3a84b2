import type { Sending } from '../../model/sending';
import type { Draft } from './template/draft';
import type { Flags } from './template/flags';

/**
 * Whether a Prometheus sends samples or alerts where the user says.
 *
 * @param server - what has its settings, in the language of templates
 */
export const sendingFlags = (server: string) =>
  ({
    remoteWrite: { expression: `${server}.remoteWrite` },
    otherAlertmanagers: { expression: `${server}.alerting.alertmanagers` },
  }) satisfies Flags;

/** Where it sends what it has: as it is written. */
export const sending = (
  draft: Draft<keyof ReturnType<typeof sendingFlags>>,
  server: string,
): Sending => ({
  remoteWrite: draft.on('remoteWrite') ? [draft.whole(`${server}.remoteWrite`)] : [],
  alerting: {
    alert_relabel_configs: [draft.whole(`${server}.alerting.alert_relabel_configs`)],
    alertmanagers: draft.on('otherAlertmanagers')
      ? [draft.whole(`${server}.alerting.alertmanagers`)]
      : [],
  },
});
