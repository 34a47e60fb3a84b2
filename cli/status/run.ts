import { checkPositiveDuration, durationMs } from '../../language/duration';
import { askHub, type HubAnswer } from '../../live/status/ask-hub';
import { needsAttention } from '../../live/status/attention';
import { untilWell } from '../../live/status/until-well';
import { CREDENTIAL_ENDS_SOON } from '../../model/defaults';
import { RolloutDigests } from '../../synth/rollout-digests';
import { choose } from '../access';
import type { AccessOptions } from '../access-options';
import { clusterProgress } from '../cluster-progress';
import { EXIT, type ExitCode } from '../exit';
import { type Io, paint } from '../io';
import { refused } from '../refused';
import { count } from '../report';
import { statusText } from './table';

export interface StatusOptions extends AccessOptions {
  readonly problems?: boolean;
  readonly within?: string;
  readonly wait?: string;
  readonly rights?: boolean;
}

/** Shows what the hub sees of the members that are chosen. */
export async function statusCommand(options: StatusOptions, io: Io): Promise<ExitCode> {
  const { output, within, wait, problems, rights } = options;
  const wrong = Object.entries({ within, wait }).flatMap(([flag, value]) => {
    const problem = value === undefined ? undefined : checkPositiveDuration(value);
    return problem === undefined ? [] : [`--${flag}: ${problem}`];
  });
  if (wrong.length > 0) return refused(wrong.join('; '), EXIT.usage, options, io);
  const chosen = choose(options, io);
  if (typeof chosen === 'number') return chosen;
  const withinMs = within === undefined ? undefined : durationMs(within);
  const progress = clusterProgress(io, 1);
  const rollouts = new RolloutDigests();
  const outcome = await untilWell(() => askHub({ ...chosen, rollouts, withinMs, rights }), {
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
}

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
