import type { Context, Dashboard } from '../types';
import { clusters } from '../variables';
import { history, noise } from './history';
import { notifications } from './notifications';
import { now } from './now';

/** What fires, what fired, and who is told of it. */
export const alerts = (context: Context): Dashboard => ({
  uid: 'promfleet-alerts',
  title: 'Alerts',
  description: 'What fires now and since when, what fired before, and is anybody told?',
  variables: [clusters(context)],
  rows: [now(context), history(context), noise(context), notifications()],
});
