export {
  type SimulatedClustersOptions,
  withSimulatedCluster,
  withSimulatedClusters,
} from './clusters';
export { type KubeconfigEntry, writeExecPlugin, writeKubeconfig } from './kubeconfig';
export type { Faults, PrometheusAnswer, SimulatedClusterOptions } from './options';
export { SimulatedCluster } from './server';
