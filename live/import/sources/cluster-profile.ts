import { z } from 'zod';
import type { Candidate } from '../candidate';
import { named, type ObjectSource } from './objects';

/** A way to a cluster; the cluster is as in a kubeconfig. */
const providers = z.array(
  z.object({
    name: z.string(),
    cluster: z
      .object({
        server: z.string().optional(),
        'certificate-authority-data': z.string().optional(),
        'insecure-skip-tls-verify': z.boolean().optional(),
        'tls-server-name': z.string().optional(),
        'proxy-url': z.string().optional(),
      })
      .optional(),
  }),
);

const status = z.object({
  accessProviders: providers.optional(),
  // What they were called before.
  credentialProviders: providers.optional(),
});

const GROUP = 'multicluster.x-k8s.io';

/**
 * The clusters of a cluster inventory.
 *
 * https://multicluster.sigs.k8s.io/concepts/cluster-profile-api/
 */
export const CLUSTER_PROFILE: ObjectSource = {
  title: `ClusterProfile (${GROUP})`,
  kind: { apiVersion: `${GROUP}/v1alpha1`, kind: 'ClusterProfile' },
  selector: '',
  isOurs: ({ apiVersion, kind }) => kind === 'ClusterProfile' && apiVersion.startsWith(`${GROUP}/`),
  read: (profile) => {
    const { name, namespace } = profile.metadata;
    const { accessProviders = [], credentialProviders = [] } =
      status.safeParse(profile.status ?? {}).data ?? {};
    const usable = [...accessProviders, ...credentialProviders].find(
      ({ cluster }) => cluster?.server,
    );
    if (!usable?.cluster?.server) {
      const problem = `${named(profile)}: not a cluster, found no server in status.accessProviders`;
      return { candidates: [], problems: [problem] };
    }
    const { cluster, name: provider } = usable;
    const candidate: Candidate = {
      name,
      server: usable.cluster.server,
      source: `${named(profile)}, access provider ${provider}`,
      qualifiers: namespace === undefined ? [] : [namespace],
      login: 'none',
      tlsServerName: cluster?.['tls-server-name'],
      insecureSkipVerify: cluster?.['insecure-skip-tls-verify'],
      proxyUrl: cluster?.['proxy-url'],
    };
    return { candidates: [candidate], problems: [] };
  },
};
