import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { EXPORTERS } from '../../model/components';
import { API_SERVERS } from '../../prometheus/jobs/apiservers';
import { CADVISOR, NODES } from '../../prometheus/jobs/kubelet';
import type { ScrapeConfig } from '../../prometheus/types';
import { apiServer, cadvisor, kubelet, nodeExporter, type Shape } from './exposition';
import { kubeStateMetrics } from './objects';

const { nodeExporter: exporter, kubeStateMetrics: objects } = EXPORTERS;

/** What is scraped, by the job of a member that its series are of. */
const PAGES: Readonly<Record<string, (shape: Shape, node: number, seconds: number) => string>> = {
  [exporter.job ?? '']: (_, __, seconds) => nodeExporter(seconds),
  [NODES.name]: kubelet,
  [CADVISOR.name]: cadvisor,
  [API_SERVERS.name]: (_, __, seconds) => apiServer(seconds),
  [objects.honoredAs ?? '']: (shape, _, seconds) => kubeStateMetrics(shape, seconds),
};

/** Jobs of which there is one target, not one per node. */
const SINGLE = new Set([API_SERVERS.name, objects.honoredAs]);

/** A cluster that answers the scrapes of a monitor on loopback. */
export async function startCluster(shape: Shape) {
  const began = Date.now();
  const server = createServer((request, response) => {
    const [, job = '', node = ''] = (request.url ?? '').split('/');
    response.setHeader('Content-Type', 'text/plain; version=0.0.4');
    response.end(PAGES[job]?.(shape, Number(node), (Date.now() - began) / 1000) ?? '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const jobs = Object.keys(PAGES).flatMap((job) =>
    Array.from({ length: SINGLE.has(job) ? 1 : shape.nodes }, (_, node): ScrapeConfig => {
      const labels = SINGLE.has(job)
        ? { job }
        : { job, instance: `node-${node}`, ...(job === exporter.job && { node: `node-${node}` }) };
      return {
        job_name: `${job}-${node}`,
        metrics_path: `/${job}/${node}`,
        honor_labels: true,
        static_configs: [{ targets: [`127.0.0.1:${port}`], labels }],
      };
    }),
  );
  return { jobs, stop: () => server.close() };
}
