/** The stations of the hub's request, in the order in which it passes them. */
export const STEPS = [
  'credential',
  'job',
  'DNS',
  'TCP',
  'TLS',
  'authentication',
  'authorisation',
  'Service',
  'endpoints',
  'NetworkPolicy',
  'federation',
  'limits',
  'clock',
  'hub',
] as const;

export type Step = (typeof STEPS)[number];
