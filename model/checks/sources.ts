import type { FleetFile } from '../../inventory/schema/fleet';
import type { Settings } from '../merge';
import type { ClusterSettings, HubSettings } from '../settings';

/** What the fleet was resolved from. */
export interface Sources {
  readonly file: FleetFile;
  readonly hub: Settings<HubSettings>;
  /** In the order of the file. */
  readonly clusters: readonly Settings<ClusterSettings>[];
}
