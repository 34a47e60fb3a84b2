import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { createServer } from 'node:https';
import { join } from 'node:path';

/*
 * As much of an API server as a hub sees: TLS, a client certificate, and the proxy of one Service.
 * `api-server.js ADDRESS PORT DIRECTORY PATH UPSTREAM`: the directory has `ca.crt`, `tls.crt` and
 * `tls.key`, the path is the Service's, and what stands behind it at a port of loopback.
 */
const [, , address = '', port = '', directory = '', path = '', upstream = ''] = process.argv;
const file = (name: string) => readFileSync(join(directory, name));

createServer(
  {
    ca: file('ca.crt'),
    cert: file('tls.crt'),
    key: file('tls.key'),
    requestCert: true,
    rejectUnauthorized: true,
  },
  (asked, answer) => {
    const { url = '', method, headers } = asked;
    if (!url.startsWith(`${path}/`)) {
      answer.writeHead(404).end();
      return;
    }
    const to = { host: '127.0.0.1', port: Number(upstream), path: url.slice(path.length) };
    const passed = request({ ...to, method, headers }, (answered) => {
      answer.writeHead(answered.statusCode ?? 502, answered.headers);
      answered.pipe(answer);
    });
    passed.on('error', () => answer.writeHead(503).end());
    asked.pipe(passed);
  },
).listen(Number(port), address, () => process.stdout.write('listening\n'));
