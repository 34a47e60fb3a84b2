import type { Cluster } from './cluster';
import { NAMESPACE, PUSHGATEWAY } from './hub';
import { type Destination, PortForward } from './port-forward';

const [SERVICE, PORT] = PUSHGATEWAY.split(':');
const OF_THE_MONITOR = {
  namespace: NAMESPACE,
  resource: `service/${SERVICE}`,
  port: Number(PORT),
};

/** A pushgateway of a member, as a batch job of the cluster uses it. */
export class Pushgateway {
  private readonly forward: PortForward;

  /** @param destination - absent: the one of the member's monitor */
  constructor(member: Cluster, destination: Destination = OF_THE_MONITOR) {
    this.forward = new PortForward(member, destination);
  }

  /** Replaces what was pushed for a job with this exposition text. */
  push(job: string, text: string): Promise<void> {
    return this.send('PUT', job, text);
  }

  /** Ends the way to it. */
  close(): void {
    this.forward.close();
  }

  /** Deletes what was pushed for a job. */
  remove(job: string): Promise<void> {
    return this.send('DELETE', job);
  }

  private async send(method: string, job: string, text?: string): Promise<void> {
    const { status, body } = await this.forward.request(method, `/metrics/job/${job}`, text);
    if (status >= 300) throw new Error(`pushgateway: ${status} ${body}`);
  }
}
