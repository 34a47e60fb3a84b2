import type { Context, Dashboard } from '../types';
import { clusters } from '../variables';
import { hub } from './hub';
import { members } from './members';
import { now } from './now';
import { answering, bringing, troubles } from './over-time';

/** The hub's requests to members: how they end, how long they take, and what they bring. */
export const federation = (context: Context): Dashboard => ({
  uid: 'promfleet-federation',
  title: 'Federation',
  description:
    'Which member is slow, large, has gaps or is about to lose its credential, and does the hub keep up?',
  variables: [clusters(context)],
  rows: [
    now(context),
    members(context),
    troubles(context),
    answering(context),
    bringing(context),
    hub(),
  ],
});
