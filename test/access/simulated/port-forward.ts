import type { Server as HttpServer, IncomingMessage } from 'node:http';
import type { Server } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import type { Duplex } from 'node:stream';

interface WebSocket {
  on(event: 'message', listener: (data: Buffer) => void): void;
  on(event: 'close', listener: () => void): void;
  send(data: Buffer): void;
  close(): void;
}

interface WebSocketServer {
  handleUpgrade(
    asked: IncomingMessage,
    socket: Duplex,
    head: Buffer,
    done: (socket: WebSocket) => void,
  ): void;
}

/** What a WebSocket library is, that @kubernetes/client-node brings. */
const ws: {
  WebSocketServer: new (options: object) => WebSocketServer;
} = require('ws');

export interface Forwarding {
  /** @default - none */
  readonly refuses?: (path: string) => boolean;
  /** The HTTP server in a pod, or its port on loopback; undefined where nothing listens. */
  readonly connect: (pod: string) => HttpServer | number | undefined;
}

/**
 * Forwards ports of pods over WebSockets, as a kubelet does: a byte for the channel before every
 * message, data and errors in two channels, the port as the first message of each.
 */
export function forwardPort(server: Server, { refuses, connect: find }: Forwarding): void {
  const sockets = new ws.WebSocketServer({
    noServer: true,
    handleProtocols: () => 'v4.channel.k8s.io',
  });
  server.on('upgrade', (asked: IncomingMessage, socket: Duplex, head: Buffer) => {
    const { pathname, searchParams } = new URL(asked.url ?? '', 'https://made.up');
    if (refuses?.(pathname)) {
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      return;
    }
    const pod = /\/pods\/(.+)\/portforward$/.exec(pathname)?.[1] ?? '';
    sockets.handleUpgrade(asked, socket, head, (channel) => {
      const port = Buffer.alloc(2);
      port.writeUInt16LE(Number(searchParams.get('ports')));
      const send = (number: number, data: Buffer) =>
        channel.send(Buffer.concat([Buffer.from([number]), data]));
      send(0, port);
      send(1, port);
      forward(find(pod), channel, send);
    });
  });
}

function forward(
  http: HttpServer | number | undefined,
  channel: WebSocket,
  send: (number: number, data: Buffer) => void,
): void {
  if (!http) {
    send(1, Buffer.from('failed to connect to localhost:9090: connection refused'));
    channel.close();
    return;
  }
  const waiting: Buffer[] = [];
  let write = (data: Buffer): unknown => waiting.push(data);
  channel.on('message', (data) => write(data.subarray(1)));
  if (typeof http === 'number') through(http);
  else http.listen(0, '127.0.0.1', () => through((http.address() as AddressInfo).port));

  function through(at: number) {
    const inside = connect(at, '127.0.0.1');
    write = (data) => inside.write(data);
    for (const data of waiting) inside.write(data);
    inside.on('data', (data: Buffer) => send(0, data));
    inside.on('error', () => channel.close()).on('close', () => channel.close());
    channel.on('close', () => {
      inside.destroy();
      if (typeof http === 'object') http.close();
    });
  }
}
