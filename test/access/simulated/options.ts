import type { Server } from 'node:http';
import type { Fields } from './json';
import type { Kind } from './kinds';

/** What a signer does with a request for a certificate that is approved. */
export type Signing = 'sign' | 'deny' | 'never' | 'fail' | 'otherSubject';

/** An answer of the Prometheus behind a service proxy. */
export interface PrometheusAnswer {
  /** @default - 200 */
  readonly status?: number;
  readonly contentType: string;
  readonly body: string;
}

/** What is changed while a cluster runs, to break it and to mend it. */
export interface Faults {
  /** Milliseconds that a packet is under way, in each direction. */
  latencyMs: number;
  /** Connections are accepted and nothing is ever said; `requests`: TLS works, requests hang. */
  hanging: false | 'connections' | 'requests';
  /** Requests, from now on, that are answered with 500. */
  failures: number;
  /** Requests, from now on, that are answered with 429 and this many seconds of patience. */
  throttled: { requests: number; retryAfterSeconds: number };
  signing: Signing;
  /** Milliseconds until a workload that was changed is ready. */
  readyAfterMs: number | 'never';
}

export interface SimulatedClusterOptions extends Partial<Faults> {
  /** Context of its kubeconfig, and user and cluster there. */
  readonly name: string;
  /** Whether nothing listens on its port. @default - false */
  readonly unreachable?: boolean;
  /** Milliseconds that its clock is ahead; its certificates are as early. @default - 0 */
  readonly clockAheadMs?: number;
  /** Names and addresses in its certificate. @default - 127.0.0.1 and localhost */
  readonly hosts?: readonly string[];
  /**
   * Who signed its server certificate: the authority of its clients, one below it, whose
   * certificate is sent along, or another.
   *
   * @default - own
   */
  readonly serverAuthority?: 'own' | 'intermediate' | 'other';
  /** What its URL has behind the port, as Rancher's have. @default - nothing */
  readonly pathPrefix?: string;
  /** Whether its administrator's certificate has ended. @default - false */
  readonly adminExpired?: boolean;
  /**
   * What its administrator may do, as rules of a ClusterRole.
   *
   * @default - everything
   */
  readonly adminRules?: readonly Fields[];
  /** Objects that are there before. @default - none besides Kubernetes's own */
  readonly objects?: readonly Fields[];
  /** Kinds that it knows besides, such as custom ones. @default - none */
  readonly kinds?: readonly Kind[];
  /** @default - v1.34.4 */
  readonly gitVersion?: string;
  /**
   * Milliseconds for which a token that was right is taken for right; a real server: 10 s.
   *
   * @default - 0
   */
  readonly tokenCacheMs?: number;
  /** Whether URLs, headers and bodies that it sees are kept. @default - false */
  readonly record?: boolean;
  /**
   * Answers in place of its Prometheus servers; where it gives nothing, they answer themselves.
   *
   * @default - they answer themselves
   */
  readonly prometheus?: (path: string, query: URLSearchParams) => PrometheusAnswer | undefined;
  /**
   * The HTTP server in a pod whose ports are forwarded, or its port on loopback.
   *
   * @default - nothing listens in any
   */
  readonly forwarded?: (pod: string) => Server | number | undefined;
}

export const faultsOf = (options: SimulatedClusterOptions): Faults => ({
  latencyMs: options.latencyMs ?? 0,
  hanging: options.hanging ?? false,
  failures: options.failures ?? 0,
  throttled: options.throttled ?? { requests: 0, retryAfterSeconds: 1 },
  signing: options.signing ?? 'sign',
  readyAfterMs: options.readyAfterMs ?? 0,
});
