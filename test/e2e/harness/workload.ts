import { imagesOf, type Manifest } from './manifests';

/** A small workload to be scraped, in a namespace of its own. */
export interface WorkloadProps {
  readonly name: string;
  readonly namespace: string;
  readonly image: string;
  readonly port: number;
  readonly path: string;
  /** @default - none */
  readonly podAnnotations?: Readonly<Record<string, string>>;
  /** @default - there is no Service */
  readonly serviceAnnotations?: Readonly<Record<string, string>>;
}

/** The image that workloads run: one that the members have anyway, wherever they come from. */
export function workloadImage(manifests: readonly Manifest[]): string {
  return deployedImage(manifests, 'pushgateway');
}

/** The image of this repository that the members have anyway, wherever they come from. */
export function deployedImage(manifests: readonly Manifest[], repository: string): string {
  const image = imagesOf(manifests).find((reference) => reference.includes(`/${repository}:`));
  if (image === undefined) throw new Error(`no ${repository} is deployed`);
  return image;
}

/** What asks Prometheus to scrape a Service or a pod at this port and path. */
export function scrapeAnnotations(port: number, path: string): Readonly<Record<string, string>> {
  return {
    'prometheus.io/scrape': 'true',
    'prometheus.io/port': String(port),
    'prometheus.io/path': path,
  };
}

/** The objects of a workload: a pushgateway that nobody pushes to, with metrics of its own. */
export function workload(props: WorkloadProps): object[] {
  const { name, namespace, image, port, path, podAnnotations, serviceAnnotations } = props;
  const labels = { app: name };
  const container = {
    name: 'app',
    image,
    args: [`--web.listen-address=:${port}`, `--web.telemetry-path=${path}`],
    ports: [{ containerPort: port }],
    readinessProbe: { httpGet: { path, port }, periodSeconds: 1 },
    ...restrictedContainer(),
  };
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace, labels, annotations: podAnnotations ?? {} },
    spec: { containers: [container], terminationGracePeriodSeconds: 0 },
  };
  const service = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace, annotations: serviceAnnotations },
    spec: { selector: labels, ports: [{ port: 80, targetPort: port }] },
  };
  return serviceAnnotations ? [pod, service] : [pod];
}

/** What all containers of the suite's own have in common: no privileges. */
export function restrictedContainer(): object {
  return {
    imagePullPolicy: 'IfNotPresent',
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      runAsNonRoot: true,
      runAsUser: 65534,
      seccompProfile: { type: 'RuntimeDefault' },
    },
  };
}

/** A namespace for workloads. */
export function namespaceObject(name: string): object {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
}
