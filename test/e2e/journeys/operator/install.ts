import type { Cluster } from '../../harness/cluster';
import { getRaw, kubectl, put } from '../../harness/kubectl';
import { Prometheus } from '../../harness/prometheus';
import { namespaceObject } from '../../harness/workload';
import { until } from '../../local';
import { type ExporterImages, exporters } from './exporters';
import { EXISTING_JOBS, monitors } from './monitors';
import { NAMESPACE } from './names';
import { OPERATOR, operator } from './operator';
import { EXISTING, prometheus } from './prometheus';
import { operatorSource } from './source';

/**
 * Installs the Prometheus Operator, and has it run a Prometheus as kube-prometheus-stack has it:
 * names, labels and ports, and the jobs with their labels. Returns when all jobs are up.
 *
 * https://github.com/prometheus-community/helm-charts/tree/main/charts/kube-prometheus-stack
 *
 * @param images - of what runs beside the operator
 */
export async function installOperated(
  cluster: Cluster,
  images: ExporterImages & { readonly prometheus: string },
): Promise<void> {
  const { definitions, operatorRules, prometheusRules } = await operatorSource();
  const files = definitions.flatMap((file) => ['-f', file]);
  await kubectl(cluster, ['apply', '--server-side', ...files]);
  await until('the definitions to be established', () => established(cluster, files));
  await put(cluster, namespaceObject(NAMESPACE), ...operator(operatorRules), ...exporters(images));
  await put(cluster, ...prometheus(images.prometheus, prometheusRules), ...monitors());
  const rollout = ['-n', NAMESPACE, 'rollout', 'status', `deployment/${OPERATOR}`];
  await kubectl(cluster, [...rollout, '--timeout=120s'], { timeoutMs: 130_000 });
  const itself = operated(cluster);
  await until(
    'every job of the existing Prometheus to be up',
    async () => {
      const up = await itself.vector('count by (job) (up == 1)');
      const missing = EXISTING_JOBS.filter((job) => !up.some(({ labels }) => labels.job === job));
      if (missing.length > 0) throw new Error(`not ${missing.join(', ')}`);
      return true;
    },
    { timeoutMs: 120_000, everyMs: 1_000 },
  );
}

/** kubectl fails, instead of waiting, at a definition that has no conditions yet. */
async function established(cluster: Cluster, files: readonly string[]): Promise<true> {
  await kubectl(cluster, ['wait', '--for=condition=Established', ...files]);
  return true;
}

/** The Prometheus that the operator runs, through the service proxy. */
export function operated(cluster: Cluster): Prometheus {
  const { service, namespace, port } = EXISTING;
  const proxy = `/api/v1/namespaces/${namespace}/services/${service}:${port}/proxy`;
  return new Prometheus(service, (urlPath) => getRaw(cluster, proxy + urlPath));
}
