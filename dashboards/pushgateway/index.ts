import type { Context, Dashboard } from '../types';
import { clusters } from '../variables';
import { gateways } from './gateways';
import { jobs, now } from './jobs';

/** What jobs push that end before they could be scraped, and when they did so last. */
export const pushgateway = (context: Context): Dashboard => ({
  uid: 'promfleet-pushgateway',
  title: 'Pushgateway',
  description: 'Which job has stopped pushing, and are the Pushgateways themselves well?',
  variables: [clusters(context)],
  rows: [now(context), jobs(context), gateways(context)],
});
