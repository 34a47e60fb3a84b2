import { signingRequest, withCondition } from '../client';
import { type Step, step } from './step';

const REQUESTS = '/apis/certificates.k8s.io/v1/certificatesigningrequests';

/** Requests for certificates, as far as the API server itself judges them. */
export const certificates = (request: string): readonly Step[] => [
  step('a request without usages', 'POST', REQUESTS, signingRequest('r', request, { usages: [] })),
  step(
    'a request that is too short',
    'POST',
    REQUESTS,
    signingRequest('r', request, { expirationSeconds: 60 }),
  ),
  step('a request of nonsense', 'POST', REQUESTS, signingRequest('r', 'nonsense')),
  step('a request', 'POST', REQUESTS, signingRequest('r', request)),
  step(
    'its denial',
    'PUT',
    `${REQUESTS}/r/approval`,
    withCondition(signingRequest('r', request), 'Denied'),
  ),
  step(
    'its approval, too late',
    'PUT',
    `${REQUESTS}/r/approval`,
    withCondition(signingRequest('r', request), 'Approved'),
  ),
  step('its end', 'DELETE', `${REQUESTS}/r`),
];
