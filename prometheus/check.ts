import type { Diagnostic } from '../diagnostics';
import type { Fleet } from '../model/types';
import { checkAlertmanager } from './alertmanager/check';
import { checkJobNames } from './jobs/check';
import { checkAdditions } from './jobs/check-additions';
import { checkMetricRelabelings } from './jobs/check-relabelings';
import { checkMatches } from './match/check';
import { checkRecordings } from './rules/check';
import { checkDetail } from './rules/check-detail';

/** What Prometheus would refuse, or take without a word and do nothing with. */
export function checkPrometheus(fleet: Fleet): Diagnostic[] {
  return [
    ...checkJobNames(fleet),
    ...checkAdditions(fleet),
    ...checkMetricRelabelings(fleet),
    ...checkMatches(fleet),
    ...checkAlertmanager(fleet),
    ...checkRecordings(fleet),
    ...checkDetail(fleet),
  ];
}
