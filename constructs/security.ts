import type { PodSecurityContext, SecurityContext } from './k8s';

/**
 * A pod that meets the *restricted* Pod Security Standard, running as `user`.
 *
 * Volumes belong to the user's group, so that files with mode 0400 can be read by it.
 * https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
 */
export function restrictedPod(user: number): PodSecurityContext {
  return {
    runAsNonRoot: true,
    runAsUser: user,
    runAsGroup: user,
    fsGroup: user,
    fsGroupChangePolicy: 'OnRootMismatch',
    seccompProfile: { type: 'RuntimeDefault' },
  };
}

/** A container that meets the *restricted* Pod Security Standard. */
export function restrictedContainer(): SecurityContext {
  return {
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ['ALL'] },
  };
}
