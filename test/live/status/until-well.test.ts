import type { HubAnswer } from '../../../live/status/ask-hub';
import type { FleetStatus } from '../../../live/status/types';
import { untilWell } from '../../../live/status/until-well';

const STATUS: FleetStatus = {
  ok: true,
  at: '2026-03-01T12:00:00.000Z',
  summary: { members: 1, up: 1, needAttention: 0, endSoon: 0 },
  problems: [],
  unknownJobs: [],
  members: [],
};
const WELL: HubAnswer = { status: STATUS };
const ILL: HubAnswer = { status: { ...STATUS, ok: false } };
const MUTE: HubAnswer = { failure: 'its API server does not answer' };

/** What comes of these answers, and how often was asked. */
async function asked(answers: readonly HubAnswer[], waitMs: number) {
  const left = [...answers];
  let waits = 0;
  const ask = async () => left.shift() ?? ILL;
  const onWait = () => {
    waits += 1;
  };
  return { answer: await untilWell(ask, { waitMs, everyMs: 1, onWait }), waits };
}

it('asks once if all is well', async () =>
  expect(await asked([WELL], 60_000)).toEqual({ answer: WELL, waits: 0 }));

it('asks once without a time to wait', async () =>
  expect(await asked([ILL, WELL], 0)).toEqual({ answer: ILL, waits: 0 }));

it('asks until all is well, also if the hub could not be asked before', async () =>
  expect(await asked([MUTE, ILL, WELL, ILL], 60_000)).toEqual({ answer: WELL, waits: 2 }));

it('gives the last answer when the time is up', async () =>
  expect((await asked([], 20)).answer).toEqual(ILL));
