import { k8s } from 'cdk8s-plus-27';

/** The typed Kubernetes objects of cdk8s-plus, as far as promfleet writes them. */
export const {
  IntOrString,
  KubeClusterRole,
  KubeClusterRoleBinding,
  KubeConfigMap,
  KubeDaemonSet,
  KubeDeployment,
  KubeIngress,
  KubeNamespace,
  KubeNetworkPolicy,
  KubePersistentVolumeClaim,
  KubePodDisruptionBudget,
  KubeRole,
  KubeRoleBinding,
  KubeSecret,
  KubeService,
  KubeServiceAccount,
  KubeStatefulSet,
  Quantity,
} = k8s;

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
