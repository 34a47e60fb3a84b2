import type { DashboardUid } from '../../dashboards/types';

/** The page of all dashboards. */
export const INDEX = 'index.html';

/** The page of a dashboard, as links beside it lead there. */
export const pageOf = (uid: DashboardUid | `${DashboardUid}-${string}`): string => `${uid}.html`;
