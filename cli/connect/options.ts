import type { Store } from '../../live/credentials/deliver/external-secret';
import type { AccessOptions } from '../access-options';

/** What the options of `connect` parse to. */
export interface ConnectCommandOptions extends AccessOptions {
  readonly to: 'cluster' | 'file' | 'external-secret';
  readonly dir?: string;
  readonly store?: string;
  readonly storeKind: Store['kind'];
  readonly within?: string;
  readonly renew?: boolean;
  readonly revoke?: readonly string[];
  readonly yes?: boolean;
  readonly force?: boolean;
  readonly dryRun?: boolean;
  readonly timeout: string;
  readonly signingTimeout: string;
}
