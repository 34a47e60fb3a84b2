import type { Context } from '../types';
import { ofNamespaces } from './of-namespaces';

/** Kinds of objects of which members record how many there are, and how many are unhealthy. */
const KINDS = {
  deployment: 'Deployments',
  statefulset: 'StatefulSets',
  daemonset: 'DaemonSets',
  job: 'Jobs',
  horizontalpodautoscaler: 'HorizontalPodAutoscalers',
  persistentvolumeclaim: 'PersistentVolumeClaims',
} as const;

/** The label that says of which kind an element of `ofKinds` is. */
export const KIND = 'kind';

/** How many objects there are of each kind, or how many of them are not as they should be. */
export const ofKinds = (context: Context, which: 'all' | 'unhealthy') =>
  Object.entries(KINDS)
    .map(([kind, title]) => {
      const metric = `namespace:kube_${kind}${which === 'all' ? '' : '_unhealthy'}:count`;
      return `label_replace(${ofNamespaces(context, metric)}, "${KIND}", "${title}", "", "")`;
    })
    .join(' or ');
