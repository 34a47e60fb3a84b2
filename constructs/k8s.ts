import { ApiObject, type GroupVersionKind } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';

/** A kind of Kubernetes objects with typed props. */
interface Kind<Props> {
  readonly GVK: GroupVersionKind;
  /** The manifest of one, as the kind has it. */
  manifest(props: Props): ApiObjectProps;
}

/** A manifest. */
export type ApiObjectProps = ConstructorParameters<typeof ApiObject>[2];

/** What makes objects of a kind. */
interface ObjectClass<Props> extends Kind<Props> {
  new (scope: Construct, id: string, props: Props): ApiObject;
}

/**
 * The kind, in which an object is its manifest from the beginning: a JSON patch of it changes what is
 * written, and not what that is made from, of which the kind leaves out what it does not know.
 */
function kind<Props>({ GVK, manifest }: Kind<Props>): ObjectClass<Props> {
  return class extends ApiObject {
    static readonly GVK = GVK;
    static readonly manifest = manifest;

    constructor(scope: Construct, id: string, props: Props) {
      super(scope, id, manifest(props));
    }
  };
}

/* The Kubernetes objects of cdk8s-plus, as far as promfleet writes them. */

export const { IntOrString, Quantity } = k8s;

export const KubeClusterRole = kind(k8s.KubeClusterRole);
export const KubeClusterRoleBinding = kind(k8s.KubeClusterRoleBinding);
export const KubeConfigMap = kind(k8s.KubeConfigMap);
export const KubeDaemonSet = kind(k8s.KubeDaemonSet);
export const KubeDeployment = kind(k8s.KubeDeployment);
export const KubeIngress = kind(k8s.KubeIngress);
export const KubeNamespace = kind(k8s.KubeNamespace);
export const KubeNetworkPolicy = kind(k8s.KubeNetworkPolicy);
export const KubePersistentVolumeClaim = kind(k8s.KubePersistentVolumeClaim);
export const KubePodDisruptionBudget = kind(k8s.KubePodDisruptionBudget);
export const KubeRole = kind(k8s.KubeRole);
export const KubeRoleBinding = kind(k8s.KubeRoleBinding);
export const KubeSecret = kind(k8s.KubeSecret);
export const KubeService = kind(k8s.KubeService);
export const KubeServiceAccount = kind(k8s.KubeServiceAccount);
export const KubeStatefulSet = kind(k8s.KubeStatefulSet);

export type Affinity = k8s.Affinity;
export type Container = k8s.Container;
export type EnvVar = k8s.EnvVar;
export type KubeConfigMapProps = k8s.KubeConfigMapProps;
export type NetworkPolicyEgressRule = k8s.NetworkPolicyEgressRule;
export type NetworkPolicyIngressRule = k8s.NetworkPolicyIngressRule;
export type NetworkPolicyPeer = k8s.NetworkPolicyPeer;
export type NetworkPolicyPort = k8s.NetworkPolicyPort;
export type PersistentVolumeClaimTemplate = k8s.PersistentVolumeClaimTemplate;
export type PodSecurityContext = k8s.PodSecurityContext;
export type PodSpec = k8s.PodSpec;
export type PodTemplateSpec = k8s.PodTemplateSpec;
export type Probe = k8s.Probe;
export type ResourceRequirements = k8s.ResourceRequirements;
export type SecurityContext = k8s.SecurityContext;
export type ServicePort = k8s.ServicePort;
export type Volume = k8s.Volume;
export type VolumeProjection = k8s.VolumeProjection;
