import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

/** A notification, as Alertmanager sends it to a webhook. */
export interface Notification {
  readonly status: 'firing' | 'resolved';
  readonly alerts: readonly { readonly labels: Readonly<Record<string, string>> }[];
}

/** Whoever is told. */
export interface Receiver {
  readonly url: string;
  /** Of a cluster that is missing. */
  readonly told: readonly Notification[];
}

/**
 * Listens while a function takes.
 *
 * @param status - what it answers
 */
export async function withReceiver(
  status: number,
  use: (receiver: Receiver) => Promise<void>,
): Promise<void> {
  const told: Notification[] = [];
  const server = createServer(async (request, response) => {
    const notification = (await json(request)) as Notification;
    const isOurs = notification.alerts.some(({ labels }) => labels.alertname === 'ClusterMissing');
    if (isOurs) told.push(notification);
    response.writeHead(status).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    await use({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, told });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
