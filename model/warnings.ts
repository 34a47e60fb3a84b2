import type { Fleet, Member } from './types';

/** What is allowed but had better be known: printed after every synthesis. */
export function warnings({ hub, members }: Fleet): string[] {
  const unverified = members.filter(({ job }) => job.insecureSkipVerify);
  const proxied = members.filter(
    ({ job, server }) => job.credentials.certFile && /\//.test(server),
  );
  const kubelets = members.filter(({ monitor }) => monitor?.kubelet.insecureSkipVerify);
  return [
    ...(unverified.length > 0
      ? [`TLS verification is skipped for ${listed(unverified)}: anyone in between can answer`]
      : []),
    ...(kubelets.length > 0
      ? [`TLS verification of kubelets is skipped in ${listed(kubelets)}`]
      : []),
    ...(proxied.length > 0
      ? [
          `a client certificate ends at the proxy in front of ${listed(proxied)}, whose server has a path: use a token there`,
        ]
      : []),
    ...(hub.server.storage
      ? []
      : ['hub.storage is not set: the hub forgets everything when its pod moves']),
    ...(members.length > MOST_MEMBERS
      ? [
          `${members.length} members: their Secrets make the hub's StatefulSet too large for etcd, split the fleet over several hubs`,
        ]
      : []),
  ];
}

/** A projected Secret takes some 300 bytes of the StatefulSet, and etcd refuses more than 1.5 MiB. */
const MOST_MEMBERS = 4000;
const MOST_NAMES = 10;

function listed(members: readonly Member[]): string {
  const names = members.map(({ name }) => name);
  const more = names.length - MOST_NAMES;
  return more > 0 ? `${names.slice(0, MOST_NAMES).join(', ')} and ${more} more` : names.join(', ');
}
