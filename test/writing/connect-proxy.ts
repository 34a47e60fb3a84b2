import { createServer } from 'node:http';
import { connect } from 'node:net';

/*
 * A proxy that does nothing but CONNECT, to the names that it is told of:
 * `connect-proxy.js LISTEN_ADDRESS PORT NAME=ADDRESS...`. It prints a line for each.
 */
const [, , address = '', port = '', ...names] = process.argv;
const known = new Map(names.map((name) => name.split('=') as [string, string]));

createServer((_, response) => response.writeHead(405).end())
  .on('connect', ({ url = '' }, client, head) => {
    const { hostname, port: to } = new URL(`tcp://${url}`);
    process.stdout.write(`CONNECT ${url}\n`);
    const host = known.get(hostname);
    if (host === undefined) {
      client.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      return;
    }
    const server = connect({ host, port: Number(to) }, () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      server.write(head);
      server.pipe(client);
      client.pipe(server);
    });
    server.on('error', () => client.destroy());
    client.on('error', () => server.destroy());
  })
  .listen(Number(port), address, () => process.stdout.write('listening\n'));
