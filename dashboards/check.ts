import { type Diagnostic, error, type PlacedDiagnostic } from '../diagnostics';
import type { Fleet } from '../model/types';
import { askedByUsersRules } from '../prometheus/match/asked';
import { unanswered } from '../prometheus/match/check-asked';
import { askedByOwnDashboards } from './matching';

/** What users' rules at the hub ask for and cannot get; promfleet's own ask for what is there. */
export const checkUsersRules = (fleet: Fleet): Diagnostic[] =>
  unanswered(askedByUsersRules(fleet.hub), fleet).flatMap(({ by, message }) =>
    by.at ? [error('unknown-series', by.at, message)] : [],
  );

/** The same of users' dashboards. */
export const checkOwnDashboards = (fleet: Fleet): PlacedDiagnostic[] =>
  unanswered(askedByOwnDashboards(fleet.hub), fleet).flatMap(({ by, message }) =>
    by.place ? [{ ...error('unknown-series', [], message), ...by.place }] : [],
  );
