import type { Part } from '../constructs/labels';

/** The Prometheus server's place in a release. */
export const serverPart = (release: string): Part => ({ release, component: 'prometheus-server' });

/** The place of the hub's access to a release. */
export const accessPart = (release: string): Part => ({ release, component: 'federation-reader' });

/** The place of the federation jobs in the hub's release. */
export const federationPart = (release: string): Part => ({ release, component: 'federation' });
