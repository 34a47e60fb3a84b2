import { KUBE_RBAC_PROXY } from '../model/components/kube-rbac-proxy';
import type { Front } from '../model/types';
import { type Container, IntOrString, type Probe } from './k8s';
import { container } from './pod';
import type { NamedPort } from './service';

const { portName, healthPort } = KUBE_RBAC_PROXY;

/** The port of a Prometheus's Service that leads to what stands in front of it. */
export const frontPort = ({ servicePort }: Front): NamedPort => ({
  name: portName,
  port: servicePort,
  protocol: 'TCP',
});

/**
 * kube-rbac-proxy in front of a Prometheus of the same pod.
 *
 * The API server takes a request's `Authorization` away before it proxies it, so nobody can be told
 * apart here: a few paths are for everyone, and whoever asks for another would have to say who they
 * are. A token of the cluster does not help: the pod's account may not have it reviewed.
 *
 * A path is compared as a whole with what it decodes to, `.` and `..` included.
 * https://github.com/brancz/kube-rbac-proxy/blob/v0.22.1/cmd/kube-rbac-proxy/app/kube-rbac-proxy.go
 *
 * @param upstream - the port of the Prometheus
 */
export function frontContainer(front: Front, upstream: number): Container {
  return container(front, {
    args: [
      // With a certificate that it makes itself: API servers verify none of what they proxy to.
      `--secure-listen-address=:${front.port}`,
      `--proxy-endpoints-port=${healthPort}`,
      `--upstream=http://127.0.0.1:${upstream}/`,
      // Told to end, it would wait for API servers to close their HTTP/2 connections, which they keep.
      '--http2-disable',
      ...front.paths.map((path) => `--ignore-paths=${path}`),
    ],
    ports: [
      { name: portName, containerPort: front.port },
      { name: 'health', containerPort: healthPort },
    ],
    // All the way that the hub's request takes; without a selector there is nothing to gather.
    readinessProbe: probe(portName, front.paths[0], { periodSeconds: 5, timeoutSeconds: 4 }),
    // Whether Prometheus answers is for its own probe to say.
    livenessProbe: probe('health', '/healthz', { periodSeconds: 15, timeoutSeconds: 10 }),
  });
}

const probe = (port: string, path: string | undefined, timing: Omit<Probe, 'httpGet'>): Probe => ({
  httpGet: { scheme: 'HTTPS', path, port: IntOrString.fromString(port) },
  ...timing,
});
