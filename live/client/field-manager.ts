/** Field manager of what manifests say. */
export const FIELD_MANAGER = 'promfleet';

/** Field manager of what one member has in a Secret of the hub: members may share it. */
export const memberManager = (cluster: string) => `${FIELD_MANAGER}:${cluster}`;
