import type { AccessOptions } from '../access-options';

/** What `promfleet access` parses to. */
export interface RightsOptions extends AccessOptions {
  readonly cluster?: string;
  readonly check?: boolean;
}
