/** Places that know clusters in Kubernetes objects, as `--from` names them. */
export const OBJECT_SOURCES = ['argocd', 'cluster-api', 'cluster-profile'] as const;

export type ObjectSourceName = (typeof OBJECT_SOURCES)[number];
