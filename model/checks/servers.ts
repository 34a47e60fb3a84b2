import { type Diagnostic, error } from '../../diagnostics';
import type { Fleet } from '../types';

/** Servers that will not take the credentials they are to be shown. */
export function checkServers({ members }: Fleet): Diagnostic[] {
  return members.flatMap(({ job, place }) => {
    const host = job.target.replace(/:\d+$/, '');
    if (!job.credentials.certFile || !EKS.test(host)) return [];
    const message = `EKS signs no client certificates, found the host ${host}, write auth: { type: serviceAccountToken }`;
    return [error('unsigned-certificate', place('server'), message)];
  });
}

/** https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html */
const EKS = /\.eks\.amazonaws\.com(\.cn)?$/i;
