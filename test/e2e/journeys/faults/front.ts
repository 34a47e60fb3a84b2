import type { ServerResponse } from 'node:http';
import * as https from 'node:https';
import type { Socket } from 'node:net';
import type { Fault } from '../../harness/fault';
import {
  authorityCertificate,
  type Cluster,
  createAuthority,
  FABRIC,
  issue,
  issueCertificate,
  type Pair,
} from '../../local';

const PORT = 6443;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** By how much a clock is off: the hub refuses such samples, and so keeps none of them. */
const OFF_MS = 15 * MINUTE_MS;

/** What a front does with a request. */
type Answer = (request: https.RequestOptions, response: ServerResponse) => void;

/** Something that ends TLS before a member's API server, under an address of its own. */
export class Front {
  readonly hosts = [FABRIC.hostAddress];
  readonly server = `https://${FABRIC.hostAddress}:${PORT}`;
  private answer: Answer = badGateway;
  private readonly https = https.createServer((request, response) => {
    const { method, url, headers } = request;
    this.answer({ method, path: url, headers }, response);
  });

  private constructor(private readonly cluster: Cluster) {}

  static async open(cluster: Cluster): Promise<Front> {
    const front = new Front(cluster);
    // A step that fails leaves it open, and the hub connected: neither is to keep the process.
    front.https.unref().on('connection', (socket) => (socket as Socket).unref());
    await front.presents(await front.own());
    await new Promise<void>((resolve, reject) => {
      front.https.on('error', reject);
      front.https.listen(PORT, FABRIC.hostAddress, resolve);
    });
    front.passes();
    return front;
  }

  /** Passes everything on, as it is. */
  passes(): void {
    this.answer = this.passOn(0);
  }

  /** Passes everything on, as from a cluster whose clock is ahead. */
  isAhead(ms: number): void {
    this.answer = this.passOn(ms);
  }

  /** Answers everything itself, as a load balancer does that has nobody to pass it to. */
  fails(): void {
    this.answer = badGateway;
  }

  /** Presents another certificate, to connections that are made anew. */
  async presents({ cert, key }: Pair): Promise<void> {
    this.https.setSecureContext({ cert, key });
    this.https.closeAllConnections();
  }

  /**
   * A certificate of the cluster's CA for this address, which is valid between these times.
   *
   * @param from - milliseconds from now; so is `to`
   */
  own(from = -HOUR_MS, to = HOUR_MS): Promise<Pair> {
    const [notBefore, notAfter] = [from, to].map((ms) => new Date(Date.now() + ms));
    const { hosts } = this;
    return issueCertificate(this.cluster, { commonName: 'front', hosts, notBefore, notAfter });
  }

  close(): Promise<void> {
    this.https.closeAllConnections();
    return new Promise((resolve) => this.https.close(() => resolve()));
  }

  private passOn(aheadMs: number): Answer {
    const ca = authorityCertificate(this.cluster);
    const { hostname, port } = new URL(this.cluster.server);
    return ({ headers, ...request }, response) => {
      const { 'accept-encoding': _, ...sent } = { ...headers } as Record<string, string>;
      const onwards = https.request({ ...request, ca, hostname, port, headers: sent }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () => {
          const { date = '', 'content-length': _, ...received } = answer.headers;
          const later = new Date(Date.parse(date) + aheadMs).toUTCString();
          response.writeHead(answer.statusCode ?? 502, { ...received, date: later });
          const text = Buffer.concat(chunks).toString();
          response.end(text.replace(/ (\d{13})$/gm, (_, time) => ` ${Number(time) + aheadMs}`));
        });
      });
      onwards.on('error', () => response.destroy()).end();
    };
  }
}

const badGateway: Answer = (_, response) => {
  response.writeHead(502, { 'content-type': 'text/html' });
  response.end('<html><body><h1>502 Bad Gateway</h1></body></html>\n');
};

/** What can be wrong with something that stands before the member's API server. */
const FAULTS = {
  'a proxy in between ends TLS with its own certificate': {
    diagnosis: 'intercepted',
    error: /certificate signed by unknown authority/,
    cause: async (front: Front) => {
      const stranger = await createAuthority('a proxy');
      await front.presents(await issue(stranger, { commonName: 'proxy', hosts: front.hosts }));
    },
  },
  'a load balancer in between has nobody to pass requests to': {
    diagnosis: 'something-between',
    error: /502 Bad Gateway/,
    cause: async (front: Front) => front.fails(),
  },
  'the certificate of the server is of tomorrow': {
    diagnosis: 'server-certificate-not-yet-valid',
    error: /certificate has expired or is not yet valid/,
    cause: async (front: Front) => front.presents(await front.own(24 * HOUR_MS, 48 * HOUR_MS)),
  },
  'the certificate of the server has expired': {
    diagnosis: 'server-certificate-expired',
    error: /certificate has expired or is not yet valid/,
    cause: async (front: Front) => front.presents(await front.own(-2 * HOUR_MS, -HOUR_MS)),
  },
} as const;

type FrontFault = keyof typeof FAULTS;

export const FRONT_FAULTS = Object.keys(FAULTS) as FrontFault[];

/** A fault of a front, which passes everything on again when it is removed. */
export function faultOfFront(front: Front, member: string, what: FrontFault): Fault {
  const { cause, ...fault } = FAULTS[what];
  return {
    ...fault,
    member,
    cause: () => cause(front),
    remove: async () => {
      front.passes();
      await front.presents(await front.own());
    },
  };
}

/** The clock of the member is off: it goes on being read, with samples of the future. */
export const clockOff = (front: Front, member: string) => ({
  member,
  diagnosis: 'clock' as const,
  cause: () => front.isAhead(OFF_MS),
  remove: () => front.passes(),
});
