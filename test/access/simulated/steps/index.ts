import { access } from './access';
import { certificates } from './certificates';
import { maps } from './maps';
import { secrets } from './secrets';
import { type Step, step } from './step';
import { workloads } from './workloads';

export type { Step } from './step';

/**
 * @param request - PEM of a request for a certificate
 */
export const steps = (request: string): readonly Step[] => [
  ...maps,
  ...secrets,
  ...access,
  ...workloads,
  ...certificates(request),
  step('a kind that nobody knows', 'GET', '/apis/example.com/v1/things'),
  step('the namespace deleted', 'DELETE', '/api/v1/namespaces/compared'),
];
