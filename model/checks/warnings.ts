import { type Diagnostic, type Path, warning } from '../../diagnostics';
import { bytesOf } from '../../language/quantity';
import { ROOM_FOR_A_BLOCK } from '../components/prometheus';
import type { Fleet, Member, PrometheusServer } from '../types';

/** What is allowed but had better be known: printed after every synthesis. */
export function warnings({ hub, members }: Fleet): Diagnostic[] {
  return [
    ...members.flatMap(ofMember),
    ...small(hub.server, hub.place('storage')),
    ...(hub.server.storage
      ? []
      : [
          warning(
            'storage-not-persistent',
            hub.place(),
            '`storage` is not set: the hub forgets everything when its pod is replaced',
          ),
        ]),
  ];
}

function ofMember({ job, monitor, existing, remoteRead, server, place }: Member): Diagnostic[] {
  return [
    ...(existing && remoteRead
      ? [
          warning(
            'reader-may-post',
            place('federation', 'drillDown'),
            'the hub may POST to all of this Prometheus, which can end it with --web.enable-lifecycle, delete with --web.enable-admin-api and write with --web.enable-remote-write-receiver: run it without these',
          ),
        ]
      : []),
    ...(job.insecureSkipVerify
      ? [
          warning(
            'tls-not-verified',
            place('tls', 'insecureSkipVerify'),
            "the API server's certificate is not verified: anyone in between can answer",
          ),
        ]
      : []),
    ...(monitor?.kubelet.insecureSkipVerify
      ? [
          warning(
            'tls-not-verified',
            place('monitor', 'kubelet', 'insecureSkipVerify'),
            "the kubelets' certificates are not verified",
          ),
        ]
      : []),
    ...(monitor ? small(monitor.server, place('monitor', 'storage')) : []),
    ...(monitor && job.typed && !monitor.server.features.typeAndUnitLabels
      ? [
          warning(
            'key-without-effect',
            place('federation', 'typed'),
            `metrics carry no types: Prometheus does that from 3.5 on, found ${monitor.server.image}`,
          ),
        ]
      : []),
    ...(job.credentials.certFile && server.includes('/')
      ? [
          warning(
            'certificate-ends-at-proxy',
            place('server'),
            'a client certificate ends at the proxy in front of a server that has a path: use a token there',
          ),
        ]
      : []),
  ];
}

function small({ storage }: PrometheusServer, at: Path): Diagnostic[] {
  if (storage === undefined || bytesOf(storage) > ROOM_FOR_A_BLOCK) return [];
  const message = `no block fits on it, found ${JSON.stringify(storage)}, write more than 512Mi`;
  return [warning('storage-too-small', at, message)];
}
