import type { Check } from '../language/check';
import { checkPositiveDuration } from '../language/duration';
import { checkDnsLabel, checkLabelKey, checkLabelValue, checkObjectName } from '../language/names';
import { checkQuantity, checkVolumeSize } from '../language/quantity';
import { headlessName } from '../model/server';
import type { Labels, Objects, PrometheusServer, Workload } from '../model/types';
import { CONFIG_FILE } from '../prometheus/files';

/*
 * What Kubernetes or Prometheus would refuse of the props of a construct, each as a sentence. A fleet
 * file has been through stricter checks before; these are for props that were made by hand.
 */

/** What is wrong with a name, namespace and labels. */
export function checkObjects(
  { name, namespace, labels }: Objects,
  checkName: Check = checkObjectName,
): string[] {
  return [
    ...told('name', checkName, name),
    ...told('namespace', checkDnsLabel, namespace),
    ...checkLabels('labels', labels),
  ];
}

/** What is wrong with a workload, whatever it runs. */
export function checkWorkload(workload: Workload): string[] {
  const { image, port, servicePort, selector, resources, labels } = workload;
  return [
    // Its Service is called like it, and cannot be called like all other objects.
    ...checkObjects(workload, checkDnsLabel),
    ...(/^[^\s:@]+(:[^\s@]+)?(@[^\s@]+)?$/.test(image)
      ? []
      : [`image: not an image, found ${JSON.stringify(image)}, write registry/name:tag`]),
    ...checkPort('port', port),
    ...checkPort('servicePort', servicePort),
    ...checkSelector(selector, labels),
    ...Object.entries(resources).flatMap(([list, amounts]) =>
      Object.entries(amounts ?? {}).flatMap(([resource, amount]) =>
        told(`resources.${list}.${resource}`, checkQuantity, amount),
      ),
    ),
  ];
}

/** What is wrong with a Prometheus server beside that; `files` are those of its configuration. */
export function checkServer(server: PrometheusServer, files?: Record<string, string>): string[] {
  const { name, replicas, retention, storage, routePrefix } = server;
  return [
    ...(Number.isInteger(replicas) && replicas >= 0
      ? []
      : [`replicas: not a number of pods, found ${replicas}, write 0 or more`]),
    ...told('retention', checkPositiveDuration, retention),
    ...(storage === undefined ? [] : told('storage', checkVolumeSize, storage)),
    ...told('name', checkDnsLabel, headlessName(name)),
    ...(/^(\/[^\s/]+)*$/.test(routePrefix)
      ? []
      : [
          `routePrefix: not a path, found ${JSON.stringify(routePrefix)}, write one such as /prometheus, or nothing`,
        ]),
    ...(files && files[CONFIG_FILE] === undefined
      ? [
          `config: Prometheus does not start without ${CONFIG_FILE}, found ${Object.keys(files).join(', ') || 'no files'}, add it`,
        ]
      : []),
  ];
}

function checkSelector(selector: Labels, labels: Labels): string[] {
  if (Object.keys(selector).length === 0) {
    return ['selector: selects the pods of others, found no labels, write at least one'];
  }
  // A Deployment whose pods it does not select is refused.
  return Object.entries(selector).flatMap(([key, value]) =>
    labels[key] === value
      ? []
      : [
          `selector: does not select its own pods, found ${key}=${value}, which labels have not, write ${key} into both`,
        ],
  );
}

const checkLabels = (at: string, labels: Labels) =>
  Object.entries(labels).flatMap(([key, value]) => [
    ...told(`${at}.${key}`, checkLabelKey, key),
    ...told(`${at}.${key}`, checkLabelValue, value),
  ]);

const checkPort = (at: string, port: number) =>
  Number.isInteger(port) && port > 0 && port < 65536
    ? []
    : [`${at}: not a port, found ${port}, write one from 1 to 65535`];

function told(at: string, check: Check, value: string): string[] {
  const wrong = check(value);
  return wrong === undefined ? [] : [`${at}: ${wrong}`];
}
