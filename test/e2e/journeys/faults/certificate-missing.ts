import assert from 'node:assert/strict';
import { alerted, notAlerted } from '../../harness/alerts';
import { Continuity } from '../../harness/continuity';
import type { Fault } from '../../harness/fault';
import { HUB_SERVER, NAMESPACE } from '../../harness/hub';
import { killPod } from '../../harness/install';
import type { Step } from '../../harness/journey';
import { kubectl } from '../../harness/kubectl';
import { say } from '../../harness/log';
import type { Stand } from '../../harness/stand';
import { third } from '../../harness/third';

const REPLICA = 1;
const ALERT = 'FederationNotStarted';

/** The member's Secret is deleted while the hub runs. */
export async function certificateMissing(stand: Stand, member: string): Promise<Fault> {
  const valid = await stand.credentials(member);
  return {
    member,
    error: /no such file or directory/,
    diagnosis: 'credential-missing',
    cause: () => stand.withhold(member),
    remove: () => stand.deliver(member, valid),
  };
}

/**
 * A hub that starts while a member's certificate is missing.
 *
 * Its Prometheus does not start that member's job at all, and has to when the Secret comes.
 */
export async function missingFromTheStart(stand: Stand, step: Step): Promise<void> {
  const member = 'member-a';
  const pod = `${HUB_SERVER}-${REPLICA}`;
  const replica = stand.hub.replicas[REPLICA];
  let watched: Continuity | undefined;
  await step(
    'a hub that starts without the certificate of member-a watches the others',
    async () => {
      watched = await Continuity.begin(stand.hub);
      await stand.withhold(member);
      await stand.hub.memberDown(member, /no such file or directory/);
      await killPod(stand, stand.context.hub.name, REPLICA);
      await stand.hub.rolledOut();
      for (const other of ['member-b', third(stand).name]) await stand.hub.memberUp(other);
      const targets = (await replica?.targets()) ?? [];
      assert.ok(!targets.some(({ scrapePool }) => scrapePool === member));
      const { stdout } = await kubectl(stand.context.hub, ['-n', NAMESPACE, 'logs', pod]);
      const telling = stdout.split('\n').find((line) => line.includes(`${member}/certificate`));
      say(`it says: ${telling}`);
      assert.ok(telling, 'the log does not name the missing file');
      // What it stored before it was killed says for five minutes that the job runs.
      const others = stand.hub.replicas.filter((one) => one !== replica);
      await alerted(stand.hub, member, ALERT, others);
    },
  );
  await step(
    'it begins to watch member-a when the certificate comes, without a restart',
    async () => {
      const incarnation = await stand.hub.incarnation();
      await stand.deliver(member, await stand.credentials(member));
      await stand.hub.memberUp(member, 180_000);
      await notAlerted(stand.hub, member, ALERT);
      assert.deepEqual(await stand.hub.incarnation(), incarnation);
    },
  );
  await step('the others were watched all the time', async () => {
    for (const other of ['member-b', third(stand).name]) await watched?.hubScraped(other);
  });
}
