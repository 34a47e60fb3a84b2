import type { Path } from '../../diagnostics';
import type { Alertmanager } from '../../model/alertmanager-types';
import type { Route } from './types';

/** What is checked: an Alertmanager that the fleet file says something to. */
export interface Checked {
  readonly alertmanager: Alertmanager;
  readonly config: NonNullable<Alertmanager['config']>;
  /** Where a key of its configuration is written. */
  readonly at: (...key: Path) => Path;
}

/** A route, and its keys from the root's. */
export interface PlacedRoute {
  readonly route: Route;
  readonly path: Path;
}

/** The root route's own routes, and theirs, each before its own. */
export function allRoutes({ alertmanager }: Checked): PlacedRoute[] {
  return below(alertmanager.route.routes ?? [], ['route']);
}

const below = (routes: readonly Route[], path: Path): PlacedRoute[] =>
  placed(routes, path).flatMap((one) => [one, ...below(one.route.routes ?? [], one.path)]);

/** Routes below a path, with their keys. */
export const placed = (routes: readonly Route[], path: Path): PlacedRoute[] =>
  routes.map((route, index) => ({ route, path: [...path, 'routes', index] }));
