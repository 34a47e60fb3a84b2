import { type Diagnostic, error, type Path, warning } from '../../diagnostics';
import type { ControlPlaneEntry } from '../../inventory/schema/control-plane';
import { CONTROL_PLANE, CONTROL_PLANE_KEYS } from '../components/control-plane';
import { controlPlaneJob } from '../control-plane';
import type { Sources } from './sources';

/** What components of the control plane are asked with that does not fit, and what is trusted. */
export function checkControlPlane({ clusters }: Sources): Diagnostic[] {
  return clusters.flatMap(({ value: { monitor }, place }) =>
    monitor.existing
      ? []
      : CONTROL_PLANE_KEYS.flatMap((key) => {
          const given = monitor.controlPlane[key];
          if (typeof given === 'boolean') return [];
          const { scheme, token, insecureSkipVerify } = controlPlaneJob(key, given);
          const at = (setting: string) => place('monitor', 'controlPlane', key, setting);
          if (scheme === 'http') return withoutTls(given, at);
          return insecureSkipVerify ? [unverified(key, token, at('insecureSkipVerify'))] : [];
        }),
  );
}

const OF_TLS = ['insecureSkipVerify', 'serverName'] as const;

function withoutTls(given: ControlPlaneEntry, at: (setting: string) => Path): Diagnostic[] {
  return OF_TLS.filter((setting) => given[setting]).map((setting) =>
    error(
      'key-without-effect',
      at(setting),
      `\`${setting}\` has no effect here, it is asked without TLS: write \`scheme: https\`, or leave it out`,
    ),
  );
}

function unverified(key: keyof typeof CONTROL_PLANE, token: boolean, path: Path): Diagnostic {
  const { job } = CONTROL_PLANE[key];
  const shown = token
    ? ", and whoever answers for it gets the token of the member's Prometheus"
    : '';
  return warning('tls-not-verified', path, `the certificate of ${job} is not verified${shown}`);
}
