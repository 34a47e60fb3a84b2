import { PROMETHEUS } from '../../../model/components/prometheus';

/** What a chart is called and what it is for. */
export interface ChartName {
  readonly name: string;
  readonly description: string;
}

/** A target with rings around it, in the colours of Prometheus. */
const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><circle cx="32" cy="32" r="30" fill="#e6522c"/><circle cx="32" cy="32" r="8" fill="#fff"/><g fill="none" stroke="#fff" stroke-width="3"><circle cx="32" cy="32" r="16"/><circle cx="32" cy="32" r="23" stroke-dasharray="12 6"/></g></svg>`;

/** What `Chart.yaml` says. */
export function chartMetadata({ name, description }: ChartName, version: string): object {
  return {
    apiVersion: 'v2',
    name,
    description,
    type: 'application',
    version,
    appVersion: PROMETHEUS.image.tag.replace(/^v/, ''),
    // EndpointSlices, disruption budgets and minReadySeconds as they are since then.
    kubeVersion: '>=1.25.0-0',
    keywords: ['prometheus', 'kubernetes', 'federation', 'multi-cluster', 'monitoring'],
    sources: ['https://github.com/prometheus/prometheus'],
    maintainers: [{ name: 'promfleet' }],
    icon: `data:image/svg+xml;base64,${Buffer.from(ICON).toString('base64')}`,
    annotations: {
      'artifacthub.io/category': 'monitoring-logging',
      'artifacthub.io/license': 'Apache-2.0',
      'artifacthub.io/links': [
        '- name: Federation',
        '  url: https://prometheus.io/docs/prometheus/latest/federation/',
        '',
      ].join('\n'),
    },
  };
}
