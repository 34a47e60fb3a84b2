import type { AccessOptions } from '../access-options';

/** What `promfleet doctor` parses to. */
export interface DoctorOptions extends Omit<AccessOptions, 'only' | 'parallel'> {
  readonly cluster: string;
  readonly within?: string;
}
