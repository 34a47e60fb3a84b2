import { ofFederationJobs, ofInventory } from '../../prometheus/relabel/federation-marker';
import { HUB_THRESHOLDS } from '../../prometheus/rules/hub-alert';
import { INFO } from '../../prometheus/rules/inventory';
import { countOf, isChosen } from '../promql';
import type { Context, Health, Row, StatPanel } from '../types';
import { due } from './credentials';
import { failures, LATENCY, ofLimit, ofRequest, ofTimeout, SAMPLES } from './requests';

/** How many members there is something about. */
export const now = (context: Context): Row => ({
  title: 'Now',
  panels: [silent(context), gaps(context), near(context), expiring(context)],
});

function silent(context: Context): StatPanel {
  const expected = `${INFO}${ofInventory(isChosen(context))}`;
  return members(
    'Do not answer',
    'Members of the fleet file that the hub does not read: requests fail, or there are none as the job is missing or was not started. The table says which, and what is wrong with them is in the alerts below.',
    `${expected} unless on (${context.clusterLabel}) up${ofFederationJobs(isChosen(context))} == 1`,
    'bad',
  );
}

const gaps = (context: Context): StatPanel =>
  members(
    'With gaps',
    'Members to which requests failed in the last 24 hours: what the hub has of them is missing for these moments.',
    `${failures(context, '1d')} > 0`,
    'warning',
  );

function near(context: Context): StatPanel {
  const slow = ofTimeout(context, ofRequest(context, LATENCY));
  const large = ofLimit(context, ofRequest(context, SAMPLES));
  return members(
    'Near a limit',
    'Members whose last request took nearly as long as its timeout, or brought nearly as many samples as its limit. Beyond either requests fail.',
    `${slow} > ${HUB_THRESHOLDS.FederationNearTimeout} or ${large} > ${HUB_THRESHOLDS.FederationNearSampleLimit}`,
    'warning',
  );
}

const expiring = (context: Context): StatPanel =>
  members(
    'Credentials to renew',
    'Members whose credentials end soon: promfleet connect renews them. Once they have ended, requests fail.',
    due(context),
    'warning',
  );

/** Counts members of which there should be none. */
function members(title: string, description: string, those: string, is: Health): StatPanel {
  return {
    kind: 'stat',
    title,
    description,
    width: 6,
    height: 4,
    empty: 'The hub has no samples at this time',
    queries: [{ expr: countOf(those), legend: 'members' }],
    unit: 'number',
    decimals: 0,
    levels: [
      { from: 0, is: 'good' },
      { from: 1, is },
    ],
  };
}
