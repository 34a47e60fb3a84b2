import type { Component } from './component';

/** The identity the hub uses on a member. */
export const FEDERATION_READER = {
  component: 'federation-reader',
  application: 'prometheus',
  app: 'prometheus',
} as const satisfies Component;

/** The names of the hub's members, as rules. */
export const INVENTORY = {
  component: 'inventory',
  application: 'prometheus',
  app: 'prometheus',
} as const satisfies Component;

/** When the members' credentials end, as rules. */
export const CREDENTIAL_ENDS = {
  component: 'credential-ends',
  application: 'prometheus',
  app: 'prometheus',
} as const satisfies Component;

/** The digest of a member's manifests, as a rule. */
export const ROLLOUT = {
  component: 'rollout',
  application: 'prometheus',
  app: 'prometheus',
} as const satisfies Component;

/** The Secrets that the members of a hub share. */
export const STATESTORE = {
  component: 'statestore',
  application: 'prometheus',
  app: 'prometheus',
} as const satisfies Component;

/** The hub's scrape jobs for its members. */
export const FEDERATION_JOBS = {
  component: 'federation',
  application: 'prometheus',
  app: 'prometheus',
} as const satisfies Component;
