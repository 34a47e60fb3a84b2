import { durationMs } from '../../../language/duration';
import { CLOCK_TOLERANCE_S } from '../../../model/defaults';
import { answered } from '../../client/failure';
import { spoken } from '../../credentials/credential';
import { newestIn, samplesIn } from '../../credentials/federated';
import { hearsay } from '../hub-view';
import type { Patient, Reply } from '../patient';
import type { Outcome } from '../types';
import { broken, hubSays, ok, unanswered, unknown } from './outcome';

/** Whether a Prometheus answers, with samples. */
export async function federation(patient: Patient): Promise<Outcome> {
  const reply = await patient.reply();
  const { verdict, said, code } = hearsay(await patient.hub, 'federation');
  if (!reply || 'failure' in reply) {
    if (verdict === 'broken') {
      return broken(
        code === 'redirected'
          ? 'redirected'
          : code === 'not-metrics'
            ? 'not-metrics'
            : 'prometheus-fails',
        hubSays(said),
      );
    }
    return verdict === 'passed' ? ok('the hub gets samples') : unknown(unanswered(reply));
  }
  const { status, body } = reply.answer;
  const found = `it answers ${answered(status, body)}`;
  if (status >= 300 && status < 400) return broken('redirected', found);
  if (status === 404) return broken('path-unknown', found);
  if (status === 401 || status === 403) return broken('login-wanted', found);
  if (status !== 200) return broken('prometheus-fails', found);
  const samples = samplesIn(body);
  if (samples > 0) return ok(`${samples.toLocaleString('en-US')} samples`);
  return body === '' ? broken('no-samples', 'the answer is empty') : broken('not-metrics', found);
}

/** Whether the answer keeps within what the fleet file allows. */
export async function limits(patient: Patient): Promise<Outcome> {
  const { job } = patient.member;
  const reply = await patient.reply();
  const { verdict, said, code } = hearsay(await patient.hub, 'limits');
  const isLate = reply && 'failure' in reply && reply.failure.reason === 'unreachable';
  if (isLate || code === 'timeout') {
    const took = isLate ? `no answer within ${seconds(reply)}` : undefined;
    return broken('too-slow', `federation.timeout is ${job.timeout}`, took, hubSays(said));
  }
  if (reply && 'failure' in reply) return broken('body-size-limit', reply.failure.message);
  if (verdict === 'broken') {
    const limit = code === 'sample-limit' || code === 'body-size-limit' ? code : 'label-limit';
    return broken(limit, hubSays(said));
  }
  if (!reply) return verdict === 'passed' ? ok('the hub takes it') : unknown(unanswered(reply));
  const samples = samplesIn(reply.answer.body);
  if (samples > job.sampleLimit) {
    return broken(
      'sample-limit',
      `${samples} samples, and federation.sampleLimit is ${job.sampleLimit}`,
    );
  }
  const share = `${samples.toLocaleString('en-US')} of ${job.sampleLimit.toLocaleString('en-US')} samples`;
  const slow = reply.tookMs > durationMs(job.timeout);
  return slow
    ? broken('too-slow', `it took ${seconds(reply)}, and federation.timeout is ${job.timeout}`)
    : ok(`${share}, ${seconds(reply)} of ${job.timeout}`);
}

/** Whether its samples are of now, by the clock of the hub. */
export async function clock(patient: Patient): Promise<Outcome> {
  const reply = await patient.reply();
  const { verdict, said } = hearsay(await patient.hub, 'clock');
  const { job } = await patient.hub;
  if (verdict === 'broken') return broken('clock', hubSays(said));
  if (!reply || 'failure' in reply) return unknown(unanswered(reply));
  const newest = typeof reply.answer.body === 'string' ? newestIn(reply.answer.body) : undefined;
  if (newest === undefined) return unknown('its samples have no time');
  const hubNow = reply.at + ('aheadMs' in job ? job.aheadMs : 0);
  const whose = 'aheadMs' in job ? "the hub's clock" : "this machine's clock";
  const ahead = newest - hubNow;
  const { date } = reply.answer;
  const { ahead: most, behind } = CLOCK_TOLERANCE_S;
  if (ahead > most * 1000) {
    return broken('clock', `its newest sample is ${spoken(ahead)} ahead of ${whose}`);
  }
  if (-ahead <= behind * 1000)
    return ok(`its newest sample is ${Math.round(Math.max(0, -ahead) / 1000)} s old`);
  const isLate = date !== undefined && hubNow - date > most * 1000;
  return isLate
    ? broken('clock', `its newest sample and its clock are ${spoken(-ahead)} behind ${whose}`)
    : broken('samples-old', `its newest sample is ${spoken(-ahead)} old`);
}

const seconds = ({ tookMs }: Reply) => `${(tookMs / 1000).toFixed(1)} s`;
