import { checkPositiveDuration, durationMs } from '../../../language/duration';
import type { HubAnswer } from '../../../live/status/ask-hub';
import { needsAttention } from '../../../live/status/attention';
import { CREDENTIAL_ENDS_SOON } from '../../../model/defaults';
import { ACCESS_OPTIONS, type AccessOptions, choose, refused } from '../../access';
import { clusterProgress } from '../../cluster-progress';
import type { Command } from '../../command';
import { EXIT } from '../../exit';
import { paint } from '../../io';
import { count } from '../../report';
import { statusText } from '../../status-table';

interface StatusOptions extends AccessOptions {
  readonly problems?: boolean;
  readonly within?: string;
  readonly wait?: string;
}

/** `promfleet status`: what the hub sees of the fleet. */
export const status: Command<StatusOptions> = {
  name: 'status',
  summary: 'show what the hub sees of every cluster; exit with 1 if something needs attention',
  options: [
    ...ACCESS_OPTIONS,
    { flags: '--problems', summary: 'show the clusters that need attention alone' },
    {
      flags: '--within <duration>',
      summary: `credentials that end within this need attention (default: ${CREDENTIAL_ENDS_SOON}, or a third of their life)`,
    },
    {
      flags: '--wait <duration>',
      summary: 'ask again until nothing needs attention, for so long at most (default: ask once)',
    },
  ],
  run: async (options, io) => {
    const { output, within, wait, problems } = options;
    for (const [flag, value] of Object.entries({ within, wait })) {
      const wrong = value === undefined ? undefined : checkPositiveDuration(value);
      if (wrong !== undefined) return refused(`--${flag}: ${wrong}`, EXIT.usage, options, io);
    }
    const chosen = choose(options, io);
    if (typeof chosen === 'number') return chosen;
    // No other command needs them.
    const { askHub } =
      require('../../../live/status/ask-hub') as typeof import('../../../live/status/ask-hub');
    const { untilWell } =
      require('../../../live/status/until-well') as typeof import('../../../live/status/until-well');
    const withinMs = within === undefined ? undefined : durationMs(within);
    const progress = clusterProgress(io, 1);
    const outcome = await untilWell(() => askHub({ ...chosen, withinMs }), {
      waitMs: wait === undefined ? 0 : durationMs(wait),
      onWait: (answer) => progress.at('the hub', waitsFor(answer)),
    });
    progress.clear();
    if ('failure' in outcome) {
      const message = `the hub ${chosen.fleet.hub.cluster}: ${outcome.failure}`;
      return refused(message, EXIT.problems, options, io);
    }
    const { status: found } = outcome;
    const shown = problems ? { ...found, members: found.members.filter(needsAttention) } : found;
    io.stdout.write(
      output === 'json'
        ? `${JSON.stringify(shown, null, 2)}\n`
        : statusText(shown, {
            within: inWords(within ?? CREDENTIAL_ENDS_SOON),
            colours: paint(io.stdout, io.env),
          }),
    );
    return found.ok ? EXIT.ok : EXIT.problems;
  },
};

/** What there is to wait for, for a line of progress. */
function waitsFor(answer: HubAnswer): string {
  if ('failure' in answer) return 'cannot be asked yet';
  const { up, members } = answer.status.summary;
  return `sees ${up} of ${members} up`;
}

/** A duration of whole days in words, any other as it is. */
const inWords = (duration: string) => {
  const [, days] = /^(\d+)d$/.exec(duration) ?? [];
  return days === undefined ? duration : count(Number(days), 'day');
};
