import { fleetFile, resolved } from '../fleet';

describe("the ports that the hub's NetworkPolicy opens", () => {
  const ports = (server: string) =>
    resolved(fleetFile().replace('https://192.0.2.1:6443', server)).hub.egressPorts;

  it.each([
    ['a public name with svc amid it', 'https://api.svc.example.com', [443]],
    ['a public name that begins with svc', 'https://a.b.svc.cluster.local.example.com', [443]],
    ['a Service, whose pods listen elsewhere', 'https://kubernetes.default.svc', undefined],
    ['a Service by its full name', 'https://kubernetes.default.svc.cluster.local', undefined],
  ])('%s', (_what, server, expected) => expect(ports(server)).toEqual(expected));
});
