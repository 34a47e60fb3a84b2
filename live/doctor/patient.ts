import { durationMs } from '../../language/duration';
import { sizeBytes } from '../../language/quantity';
import type { Fleet, Member } from '../../model/types';
import { proxyOf } from '../client/authenticate';
import type { Answer, ApiConnection } from '../client/connection';
import { ClusterFailure } from '../client/failure';
import type { Kubeconfig } from '../client/kubeconfig';
import { federationRequest } from '../credentials/federated';
import { connectionOf, hubsWay, kubectlsWay, type Place } from '../credentials/place';
import { type HubView, viewOfHub } from './hub-view';
import { type MemberView, viewOfMember } from './member-view';
import { type Reach, reach } from './reach';

/** All of it may take so long, whatever hangs. */
const TOTAL_MS = 12_500;
/** Bounds of single steps. */
const MOST = { hub: 7_000, objects: 2_500, answer: 7_000, nothing: 2_500 } as const;
/** The least that a step is given when time runs out: what answers does so in less. */
const LEAST_MS = 300;
/** A selector that no series has: what is left of a request is the way to the Prometheus. */
const NOTHING = '{__name__="promfleet_nothing"}';

export interface PatientOptions {
  readonly fleet: Fleet;
  readonly member: Member;
  readonly kubeconfig: Kubeconfig;
  /** Selectors of the hub's request. */
  readonly match: readonly string[];
}

/** What a request that was made as the hub makes it came to. */
export type Reply =
  | { readonly answer: Answer; readonly tookMs: number; readonly at: number }
  | { readonly failure: ClusterFailure; readonly tookMs: number };

/** A way to the API server that goes from here. */
export interface Way {
  readonly place: Place;
  /** Whether it is the hub's, and not the one of the kubeconfig. */
  readonly direct: boolean;
}

/** A member under examination: what steps ask for is asked once, and each within its time. */
export class Patient {
  readonly member: Member;
  readonly hub: Promise<HubView>;
  readonly objects: MemberView;
  /** What could not be looked at, and why. */
  readonly notes = new Set<string>();
  /** The hub's own way, as far as it goes from here. */
  readonly direct: Promise<Reach>;
  private readonly until = Date.now() + TOTAL_MS;
  private readonly connections: ApiConnection[] = [];
  private asked?: Promise<Reply | undefined>;

  constructor(readonly options: PatientOptions) {
    const { fleet, member, kubeconfig } = options;
    this.member = member;
    this.hub = viewOfHub({ fleet, member, kubeconfig, timeoutMs: MOST.hub });
    this.objects = viewOfMember(member, kubeconfig, () => this.bound(MOST.objects));
    this.direct = reach(hubsWay(member));
  }

  /** Milliseconds that a step may take which would take so many. */
  bound(ms: number): number {
    return Math.max(LEAST_MS, Math.min(ms, this.until - Date.now()));
  }

  /** The way from here; undefined where there is none. */
  async way(): Promise<Way | undefined> {
    const place = hubsWay(this.member);
    const { failure } = await this.direct;
    if (failure === undefined) return { place, direct: true };
    const other = this.kubectlsWay();
    if (!other) return undefined;
    const isSame = other.server === place.server && !proxyOf(proxied(other)) && !place.proxyUrl;
    if (isSame) return undefined;
    return { place: other, direct: false };
  }

  /** The way of the kubeconfig; undefined where it has no context for the member. */
  kubectlsWay(): Place | undefined {
    const { kubeconfig } = this.options;
    const context = kubeconfig.contexts.find(({ name }) => name === this.member.kubeContext);
    return context && kubectlsWay(context);
  }

  /** The CA of the kubeconfig, PEM; undefined where it has none. */
  kubeconfigCa(): string | undefined {
    try {
      return this.options.kubeconfig.ca(this.member.kubeContext);
    } catch (error) {
      if (error instanceof ClusterFailure) return undefined;
      throw error;
    }
  }

  /** What the hub's request comes to from here; undefined where it cannot be made. */
  reply(): Promise<Reply | undefined> {
    this.asked ??= this.ask(this.options.match, this.answerMs());
    return this.asked;
  }

  /** Whether a request for nothing is answered in time: if so, the way is free. */
  async nothingIsAnswered(): Promise<boolean> {
    const reply = await this.ask([NOTHING], this.bound(MOST.nothing));
    return reply !== undefined && 'answer' in reply;
  }

  close(): void {
    for (const connection of this.connections) connection.close();
    this.objects.close();
  }

  /** As long as the hub waits, and no longer than there is time. */
  private answerMs(): number {
    return this.bound(Math.min(durationMs(this.member.job.timeout), MOST.answer));
  }

  private async ask(match: readonly string[], timeoutMs: number): Promise<Reply | undefined> {
    const [way, { credential }] = await Promise.all([this.way(), this.hub]);
    const contents = 'contents' in credential ? credential.contents : undefined;
    if (!way || !contents) return undefined;
    const { job } = this.member;
    const connection = connectionOf(way.place, contents, job.insecureSkipVerify);
    this.connections.push(connection);
    const mostBytes = sizeBytes(job.bodySizeLimit) || undefined;
    const path = federationRequest(this.member, match);
    const since = Date.now();
    try {
      const answer = await connection.request({
        path,
        mostBytes,
        timeoutMs,
        connectTimeoutMs: timeoutMs,
      });
      return { answer, tookMs: Date.now() - since, at: Date.now() };
    } catch (error) {
      if (error instanceof ClusterFailure) return { failure: error, tookMs: Date.now() - since };
      throw error;
    }
  }
}

const proxied = ({ server, proxyUrl }: Place) => ({ server, 'proxy-url': proxyUrl });
