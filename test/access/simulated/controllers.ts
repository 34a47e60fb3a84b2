import { recordUpdate } from './apply';
import { denied, signed } from './csr';
import { at, fieldsAt, type KubeObject, numberAt, same, textAt, timestamp } from './json';
import {
  apiVersionOf,
  CERTIFICATE_SIGNING_REQUEST,
  CONFIG_MAP,
  type Kind,
  NAMESPACE,
  PERSISTENT_VOLUME_CLAIM,
  SECRET,
  SERVICE_ACCOUNT,
  WORKLOADS,
} from './kinds';
import type { Faults } from './options';
import type { ClusterPki } from './pki';
import type { Change, Store } from './store';
import type { Tokens } from './tokens';

const MANAGER = 'kube-controller-manager';
const TOKEN_SECRET = 'kubernetes.io/service-account-token';
const ACCOUNT = 'kubernetes.io/service-account.name';
const ACCOUNT_UID = 'kubernetes.io/service-account.uid';

/** What the controllers of one cluster stand on. */
export interface ControllersProps {
  readonly store: Store;
  readonly tokens: Tokens;
  readonly pki: ClusterPki;
  readonly faults: Faults;
  readonly kinds: readonly Kind[];
}

/**
 * What happens in a cluster when objects change: namespaces get their account and authority, Secrets
 * their tokens, workloads become ready, requests for certificates are signed.
 */
export class Controllers {
  private readonly timers = new Set<NodeJS.Timeout>();
  private immediate = 0;
  private readonly stopListening: () => void;

  constructor(private readonly props: ControllersProps) {
    // After the change has been answered, as in a real cluster.
    this.stopListening = props.store.listen((change) => {
      this.deny(change);
      this.soon(0, () => this.react(change));
    });
  }

  stop(): void {
    this.stopListening();
    for (const timer of this.timers) clearTimeout(timer);
  }

  /** Waits until what is done at once is done. */
  async settled(): Promise<void> {
    while (this.immediate > 0) await new Promise((resolve) => setImmediate(resolve));
  }

  private soon(milliseconds: number, run: () => void | Promise<void>): void {
    if (milliseconds === 0) this.immediate++;
    const timer = setTimeout(async () => {
      this.timers.delete(timer);
      await run();
      if (milliseconds === 0) this.immediate--;
    }, milliseconds);
    timer.unref();
    this.timers.add(timer);
  }

  private react({ type, kind, object }: Change): void | Promise<void> {
    const { namespace, name } = object.metadata;
    if (type === 'DELETED') return this.afterDelete(kind, object);
    const live = this.props.store.find(kind, namespace, name);
    if (live?.metadata.resourceVersion !== object.metadata.resourceVersion || !live) return;
    if (kind === NAMESPACE) this.furnish(name);
    else if (kind === SECRET && live.type === TOKEN_SECRET) this.fillToken(live);
    else if (kind === CERTIFICATE_SIGNING_REQUEST) return this.sign(live);
    else if (kind === PERSISTENT_VOLUME_CLAIM) this.setStatus(kind, live, { phase: 'Bound' });
    else if (WORKLOADS.includes(kind)) this.roll(kind, live);
  }

  private furnish(namespace: string): void {
    const { store, pki } = this.props;
    const data = { 'ca.crt': pki.authority.cert };
    const missing: readonly [Kind, string, object][] = [
      [CONFIG_MAP, 'kube-root-ca.crt', { data }],
      [SERVICE_ACCOUNT, 'default', {}],
    ];
    for (const [kind, name, rest] of missing) {
      if (store.find(kind, namespace, name)) continue;
      const named = {
        apiVersion: apiVersionOf(kind),
        kind: kind.kind,
        metadata: { name, namespace },
      };
      this.save(kind, undefined, { ...named, ...rest });
    }
  }

  private fillToken(secret: KubeObject): void {
    const { store, tokens, pki } = this.props;
    const { namespace = '', name, annotations = {} } = secret.metadata;
    const account = store.find(SERVICE_ACCOUNT, namespace, annotations[ACCOUNT] ?? '');
    const uid = account?.metadata.uid;
    if (!account || !uid) {
      store.delete(SECRET, secret);
      return;
    }
    if (textAt(secret, 'data', 'token')) return;
    const base64 = (text: string) => Buffer.from(text).toString('base64');
    const token = tokens.forSecret(namespace, account.metadata.name, uid, name);
    const data = {
      ...fieldsAt(secret, 'data'),
      'ca.crt': base64(pki.authority.cert),
      namespace: base64(namespace),
      token: base64(token),
    };
    const metadata = { ...secret.metadata, annotations: { ...annotations, [ACCOUNT_UID]: uid } };
    this.save(SECRET, secret, { ...secret, metadata, data });
  }

  /** A policy is faster than anyone who approves. */
  private deny({ type, kind, object }: Change): void {
    const { store, faults } = this.props;
    if (kind !== CERTIFICATE_SIGNING_REQUEST || type !== 'ADDED' || faults.signing !== 'deny')
      return;
    this.save(kind, object, denied(object, store.now()), 'status');
  }

  private async sign(request: KubeObject): Promise<void> {
    const { store, pki, faults } = this.props;
    const next = await signed(pki, faults.signing, request, store.now());
    const live = store.find(CERTIFICATE_SIGNING_REQUEST, undefined, request.metadata.name);
    if (!next || live?.metadata.resourceVersion !== request.metadata.resourceVersion) return;
    this.save(CERTIFICATE_SIGNING_REQUEST, request, next, 'status');
  }

  private roll(kind: Kind, workload: KubeObject): void {
    const { readyAfterMs } = this.props.faults;
    const { generation, namespace, name } = workload.metadata;
    if (at(workload, 'status', 'observedGeneration') === generation) return;
    if (readyAfterMs === 'never') return;
    this.soon(readyAfterMs, () => {
      const live = this.props.store.find(kind, namespace, name);
      if (live?.metadata.generation !== generation || !live) return;
      this.setStatus(kind, live, readyStatus(kind, live, this.props.store.now()));
    });
  }

  private setStatus(kind: Kind, object: KubeObject, status: object): void {
    if (same(object.status, status)) return;
    this.save(kind, object, { ...object, status }, 'status');
  }

  private save(kind: Kind, live: KubeObject | undefined, next: KubeObject, subresource?: string) {
    const { store } = this.props;
    const manager = { name: MANAGER, force: false, now: store.now() };
    store.save(kind, recordUpdate(kind, live, next, manager, subresource));
  }

  private afterDelete(kind: Kind, object: KubeObject): void {
    const { store, kinds } = this.props;
    const { name, namespace, uid } = object.metadata;
    if (kind === NAMESPACE) {
      for (const inside of kinds.filter(({ namespaced }) => namespaced)) {
        for (const left of store.list(inside, name)) store.delete(inside, left);
      }
    } else if (kind === SERVICE_ACCOUNT) {
      for (const secret of store.list(SECRET, namespace)) {
        if (secret.metadata.annotations?.[ACCOUNT_UID] === uid) store.delete(SECRET, secret);
      }
    }
    if (kind !== NAMESPACE && store.find(NAMESPACE, undefined, namespace ?? '')) {
      this.furnish(namespace ?? '');
    }
  }
}

/** The status of a workload whose pods all run what its spec says. */
function readyStatus(kind: Kind, workload: KubeObject, now: number): object {
  const observedGeneration = workload.metadata.generation;
  if (kind.kind === 'DaemonSet') {
    return {
      observedGeneration,
      currentNumberScheduled: 1,
      desiredNumberScheduled: 1,
      numberAvailable: 1,
      numberMisscheduled: 0,
      numberReady: 1,
      updatedNumberScheduled: 1,
    };
  }
  const replicas = numberAt(workload, 'spec', 'replicas') ?? 1;
  const counts = {
    observedGeneration,
    replicas,
    readyReplicas: replicas,
    updatedReplicas: replicas,
    availableReplicas: replicas,
  };
  if (kind.kind === 'StatefulSet') {
    const revision = `${workload.metadata.name}-${observedGeneration}`;
    return {
      ...counts,
      currentReplicas: replicas,
      currentRevision: revision,
      updateRevision: revision,
    };
  }
  const time = timestamp(now);
  const condition = (type: string, reason: string) => ({
    type,
    status: 'True',
    reason,
    lastTransitionTime: time,
    lastUpdateTime: time,
  });
  return {
    ...counts,
    conditions: [
      condition('Available', 'MinimumReplicasAvailable'),
      condition('Progressing', 'NewReplicaSetAvailable'),
    ],
  };
}
