import { z } from 'zod';
import { hasSecretParameter } from '../../diagnostics';
import { matching } from '../../language/check';
import { checkTarget } from '../../language/target';
import { text } from './formats';
import { dnsLabel, duration, flag, labelName, port } from './scalars';

const staticConfig = z
  .strictObject({
    targets: z.array(text(checkTarget, 'host:port.')).meta({ description: 'Targets, host:port.' }),
    labels: z
      .record(labelName('Label name.'), z.string())
      .meta({ description: 'Labels of these targets.' })
      .optional(),
  })
  .meta({ id: 'staticConfig', description: 'Targets written down one by one.' });

const ROLES = ['node', 'pod', 'service', 'endpointslice', 'endpoints', 'ingress'] as const;

/** What a role can be narrowed down by. */
const SELECTED: Readonly<Record<(typeof ROLES)[number], readonly string[]>> = {
  node: ['node'],
  pod: ['pod', 'node'],
  service: ['service'],
  endpointslice: ['pod', 'service', 'endpointslice'],
  endpoints: ['pod', 'service', 'endpoints'],
  ingress: ['ingress'],
};

const KEY = `(?:[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?/)?[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?`;
const VALUE = `(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?`;
const SETS = `${KEY} +(?:not)?in +[(] *${VALUE}(?: *, *${VALUE})* *[)]`;
const REQUIREMENT = `(?:${KEY} *(?:==?|!=) *${VALUE}|${SETS}|!? *${KEY})`;

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#api */
const labelSelector = text(
  matching(
    new RegExp(`^${REQUIREMENT}(?: *, *${REQUIREMENT})*$`),
    'a label selector',
    'app=web,tier!=dev, say',
  ),
  'Label selector.',
);

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/field-selectors/ */
const fieldSelector = text(
  matching(
    /^[A-Za-z0-9.]+(==?|!=)[A-Za-z0-9._-]*(,[A-Za-z0-9.]+(==?|!=)[A-Za-z0-9._-]*)*$/,
    'a field selector',
    'spec.nodeName=node-1, say',
  ),
  'Field selector.',
);

const kubernetesConfig = z
  .strictObject({
    role: z
      .enum(ROLES)
      .meta({ description: 'What to discover. Prefer endpointslice to endpoints.' }),
    namespaces: z
      .strictObject({
        own_namespace: flag("Prometheus's own namespace.").optional(),
        names: z.array(dnsLabel('Namespace.')).meta({ description: 'Namespaces.' }).optional(),
      })
      .meta({ description: 'Where to look. Default: everywhere.' })
      .optional(),
    selectors: z
      .array(
        z.strictObject({
          role: z.enum(ROLES).meta({ description: 'What the selector is about.' }),
          label: labelSelector.optional(),
          field: fieldSelector.optional(),
        }),
      )
      .meta({ description: 'What to look for. Default: everything.' })
      .optional(),
    attach_metadata: z
      .strictObject({ node: flag("Add the node's labels to pods. Default: false.").optional() })
      .meta({ description: 'Labels of other objects to add.' })
      .optional(),
  })
  .superRefine(({ role, selectors = [] }, context) => {
    const seen = new Set<string>();
    for (const [index, selector] of selectors.entries()) {
      const path = ['selectors', index, 'role'];
      if (!SELECTED[role].includes(selector.role)) {
        const message = `the role ${role} is not selected by ${selector.role}, write ${SELECTED[role].join(' or ')}`;
        context.addIssue({ code: 'custom', path, message });
      } else if (seen.has(selector.role)) {
        const message = `a selector for ${selector.role} stands above, write its conditions there`;
        context.addIssue({ code: 'custom', path, message });
      }
      seen.add(selector.role);
    }
  })
  .meta({ id: 'kubernetesSdConfig', description: "Targets from the cluster's own API." });

const dnsConfig = z
  .strictObject({
    names: z.array(z.string().min(1)).min(1).meta({ description: 'Names to look up.' }),
    type: z
      .enum(['SRV', 'A', 'AAAA', 'MX', 'NS'])
      .meta({ description: 'Kind of record. Default: SRV.' })
      .optional(),
    port: port('Port of the targets; only SRV records bring their own.').optional(),
    refresh_interval: duration('Time between two lookups. Default: 30s.').optional(),
  })
  .superRefine(({ type = 'SRV', port }, context) => {
    if (type === 'SRV' || port !== undefined) return;
    const message = `${type} records bring no port, found none, write \`port\``;
    context.addIssue({ code: 'custom', message });
  })
  .meta({ id: 'dnsSdConfig', description: 'Targets from DNS.' });

const fileConfig = z
  .strictObject({
    files: z
      .array(
        text(
          matching(
            /^\/[^*[\]?\\\0]*(\*[^/*[\]?\\\0]*)?\.(json|yml|yaml)$/,
            'a file with targets',
            'an absolute path that ends in .json, .yml or .yaml, with at most one * in its last part',
          ),
          'Absolute path; the last part may hold one *.',
        ),
      )
      .min(1)
      .meta({ description: 'Files with targets.' }),
    refresh_interval: duration('Time between two reads. Default: 5m.').optional(),
  })
  .meta({ id: 'fileSdConfig', description: 'Targets from mounted files.' });

const isUrl = matching(
  /^https?:\/\/([A-Za-z0-9]([-A-Za-z0-9.]*[A-Za-z0-9])?|\[[0-9a-fA-F:]+\])(:[1-9][0-9]{0,4})?(\/[A-Za-z0-9._~/?&=-]*)?$/,
  'a URL without user info',
  'http://targets.internal/list, say',
);

/** A URL stands in a ConfigMap, and a service discovery has no file to take a token from. */
function checkListUrl(url: string): string | undefined {
  return hasSecretParameter(url)
    ? 'a secret does not belong in the fleet file, found a parameter of the URL that is one, write `file_sd_configs` with a file of a Secret'
    : isUrl(url);
}

const httpConfig = z
  .strictObject({
    url: text(checkListUrl, 'Where the targets are listed.'),
    refresh_interval: duration('Time between two requests. Default: 60s.').optional(),
  })
  .meta({ id: 'httpSdConfig', description: 'Targets from a web service.' });

/** Where a scrape finds its targets. */
export const serviceDiscovery = {
  static_configs: z.array(staticConfig).meta({ description: 'Targets written down.' }).optional(),
  kubernetes_sd_configs: z
    .array(kubernetesConfig)
    .meta({ description: 'Targets in the cluster.' })
    .optional(),
  dns_sd_configs: z.array(dnsConfig).meta({ description: 'Targets from DNS.' }).optional(),
  file_sd_configs: z.array(fileConfig).meta({ description: 'Targets from files.' }).optional(),
  http_sd_configs: z
    .array(httpConfig)
    .meta({ description: 'Targets from a web service.' })
    .optional(),
};
