import { type Diagnostic, error } from '../../diagnostics';
import { providerHost } from '../../language/provider-host';
import { clusterAddress } from '../cluster-address';
import type { Fleet, Member } from '../types';

/** Servers that cannot be read as the fleet file says. */
export const checkServers = ({ members }: Fleet): Diagnostic[] => [
  ...unsigned(members),
  ...watchedTwice(members),
];

/** One Prometheus under two names would be counted twice, with other labels. */
function watchedTwice(members: readonly Member[]): Diagnostic[] {
  const names = new Map<string, string>();
  return members.flatMap(({ name, server, job, reader, place }) => {
    // The path of the proxy is behind the server's own, which is part of both.
    const where = `${clusterAddress({ server, job })} ${job.path}`;
    const other = names.get(where);
    if (other === undefined) names.set(where, name);
    if (other === undefined) return [];
    const message = `two entries of one Prometheus, found ${reader.namespace}/${reader.resourceName}, which cluster "${other}" has already, leave one out or use another release or namespace`;
    return [error('duplicate-server', place('server'), message)];
  });
}

/** Servers that will not take the credentials they are to be shown. */
function unsigned(members: readonly Member[]): Diagnostic[] {
  return members.flatMap(({ job, place }) => {
    const host = job.target.replace(/:\d+$/, '');
    if (!job.credentials.certFile || providerHost(host)?.provider !== 'eks') return [];
    const message = `EKS signs no client certificates, found the host ${host}, write auth: { type: serviceAccountToken }`;
    return [error('unsigned-certificate', place('server'), message)];
  });
}
