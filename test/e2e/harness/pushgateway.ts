import type { Cluster } from './cluster';
import { NAMESPACE, PUSHGATEWAY } from './hub';
import { PortForward } from './port-forward';

/** A member's pushgateway, as a batch job of the cluster uses it. */
export class Pushgateway {
  private readonly forward: PortForward;

  constructor(member: Cluster) {
    const [name, port] = PUSHGATEWAY.split(':');
    const destination = { namespace: NAMESPACE, resource: `service/${name}`, port: Number(port) };
    this.forward = new PortForward(member, destination);
  }

  /** Replaces what was pushed for a job with this exposition text. */
  push(job: string, text: string): Promise<void> {
    return this.send('PUT', job, text);
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
