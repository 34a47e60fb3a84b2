import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Labels } from '../faults/hub/api';

/** An alert as a receiver is told of it. */
export interface ToldAlert {
  readonly status: 'firing' | 'resolved';
  readonly labels: Labels;
}

/** A call of Alertmanager's. */
export interface Call {
  /** When it came, in milliseconds. */
  readonly at: number;
  /** What was answered. */
  readonly answer: number;
  readonly alerts: readonly ToldAlert[];
}

/** A receiver on loopback that keeps what it is told. */
export interface Webhook {
  readonly url: string;
  /** All calls so far. */
  readonly calls: readonly Call[];
  /** What it was told and took, or some of that: `firing ClusterMissing gone`, by name and cluster. */
  readonly told: (some?: (call: Call) => boolean) => string[];
  readonly stop: () => void;
}

/**
 * Starts a receiver.
 *
 * @param answer - the status of the answer to the nth call, the first of which is number 0
 */
export async function startWebhook(answer: (nth: number) => number = () => 200): Promise<Webhook> {
  const calls: Call[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (part) => {
      body += part;
    });
    request.on('end', () => {
      const { alerts }: { alerts: ToldAlert[] } = JSON.parse(body);
      const status = answer(calls.length);
      calls.push({ at: Date.now(), answer: status, alerts });
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    calls,
    told: (some = () => true) =>
      calls
        .filter((call) => call.answer < 300 && some(call))
        .flatMap(({ alerts }) => alerts.map(text)),
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** The alerts that a receiver was told of, each as often as it was. */
export const alertsTold = ({ calls }: Pick<Webhook, 'calls'>): ToldAlert[] =>
  calls.flatMap(({ alerts }) => alerts);

const text = ({ status, labels: { alertname, cluster } }: ToldAlert) =>
  `${status} ${alertname} ${cluster}`;
