/**
 * The typed Kubernetes objects of cdk8s-plus.
 *
 * Imported from their own file: the library around them takes several times as long to load.
 */
export * from 'cdk8s-plus-27/lib/imports/k8s';
