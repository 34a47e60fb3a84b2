import { checkPositiveDuration, durationMs } from '../../../language/duration';
import { needsAttention } from '../../../live/status/attention';
import { CREDENTIAL_ENDS_SOON } from '../../../model/defaults';
import { ACCESS_OPTIONS, type AccessOptions, choose, refused } from '../../access';
import type { Command } from '../../command';
import { EXIT } from '../../exit';
import { paint } from '../../io';
import { count } from '../../report';
import { statusText } from '../../status-table';

interface StatusOptions extends AccessOptions {
  readonly problems?: boolean;
  readonly within?: string;
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
  ],
  run: async (options, io) => {
    const { output, within, problems } = options;
    const wrong = within === undefined ? undefined : checkPositiveDuration(within);
    if (wrong !== undefined) return refused(`--within: ${wrong}`, EXIT.usage, options, io);
    const chosen = choose(options, io);
    if (typeof chosen === 'number') return chosen;
    // No other command needs it.
    const { askHub } =
      require('../../../live/status/ask-hub') as typeof import('../../../live/status/ask-hub');
    const withinMs = within === undefined ? undefined : durationMs(within);
    const outcome = await askHub({ ...chosen, withinMs });
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

/** A duration of whole days in words, any other as it is. */
const inWords = (duration: string) => {
  const [, days] = /^(\d+)d$/.exec(duration) ?? [];
  return days === undefined ? duration : count(Number(days), 'day');
};
