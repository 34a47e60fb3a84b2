import type { Component } from './component';

/** The Prometheus beside the hub's that asks members for their raw series. */
export const DRILL_DOWN = {
  component: 'drill-down',
  application: 'prometheus',
  app: 'prometheus',
  /** It keeps nothing, and its volume is gone with its pod. */
  retention: '2h',
  /** How large that may become. */
  dataLimit: '1Gi',
  // Some 100 MB for a thousand members; an answer passes through it in pieces.
  resources: { requests: { cpu: '10m', memory: '128Mi' } },
  /** Longest that a member may take to answer. */
  timeout: '30s',
} as const satisfies Component & {
  retention: string;
  dataLimit: string;
  timeout: string;
  resources: object;
};

/**
 * Matcher of the queries that members are asked by: a member's external label, which is dropped when
 * the hub federates, so that nothing at the hub has it.
 */
export const RAW = { label: 'scope', value: 'raw' } as const;

/**
 * What a member answers with: a tenth of Prometheus's own limit of samples, 80 MB of memory, to who
 * does not have them streamed; and so few at a time that its scrapes and rules go on.
 */
export const REMOTE_READ_LIMITS = { samples: 5_000_000, concurrent: 4 } as const;
