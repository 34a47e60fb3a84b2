import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Workload } from '../model/types';
import { type ApiObjectProps, KubeDeployment, KubeStatefulSet } from './k8s';

type DeploymentProps = ConstructorParameters<typeof KubeDeployment>[2];
type StatefulSetProps = ConstructorParameters<typeof KubeStatefulSet>[2];

/** A Deployment whose pods run where the fleet file says. */
export class PlacedDeployment extends ApiObject {
  constructor(scope: Construct, id: string, workload: Workload, props: DeploymentProps) {
    super(scope, id, placed(KubeDeployment.manifest(props) as Owner, workload));
  }
}

/** A StatefulSet whose pods run where the fleet file says. */
export class PlacedStatefulSet extends ApiObject {
  constructor(scope: Construct, id: string, workload: Workload, props: StatefulSetProps) {
    super(scope, id, placed(KubeStatefulSet.manifest(props) as Owner, workload));
  }
}

/**
 * What the fleet file says of where pods run, in the form of a pod's `spec`.
 *
 * As written: cdk8s's types would leave out what their version of Kubernetes does not have.
 */
function placementOf({ pod, selector }: Workload): object {
  if (!pod) return {};
  const { nodeSelector, tolerations, affinity, topologySpreadConstraints } = pod;
  return {
    ...(nodeSelector && { nodeSelector }),
    ...(affinity && { affinity }),
    ...(tolerations && { tolerations }),
    ...(topologySpreadConstraints && {
      // Each workload is spread by itself unless it is said what is.
      topologySpreadConstraints: topologySpreadConstraints.map(
        ({ labelSelector, ...constraint }) => ({
          ...constraint,
          labelSelector: labelSelector ?? { matchLabels: selector },
        }),
      ),
    }),
  };
}

interface Owner extends ApiObjectProps {
  readonly spec: { readonly template: { readonly spec: object } };
}

function placed(manifest: Owner, workload: Workload): Owner {
  if (!workload.pod) return manifest;
  const { spec } = manifest;
  const { template } = spec;
  const pod = { ...template.spec, ...placementOf(workload) };
  return { ...manifest, spec: { ...spec, template: { ...template, spec: pod } } };
}
