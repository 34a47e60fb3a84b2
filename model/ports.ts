/** A target that is a Service of the hub's cluster; `svc` may be part of any public name. */
export const SERVICE_TARGET = /^[^.]+\.[^.]+\.svc(\.cluster\.local)?\.?:\d+$/i;

/** The ports of targets, each host:port, as a NetworkPolicy opens them; absent where it is any. */
export function portsOf(targets: readonly string[]): number[] | undefined {
  // A Service's port is not the one that its pods listen on, which is what a policy sees.
  if (targets.some((target) => SERVICE_TARGET.test(target))) return undefined;
  const ports = new Set(targets.map((target) => Number(target.slice(target.lastIndexOf(':') + 1))));
  return [...ports].sort((a, b) => a - b);
}
