import { stringify } from 'yaml';
import { matching } from '../../dashboards/matching';
import type { Member } from '../../model/types';
import { federationJob } from '../../prometheus/jobs/federation';
import { selectors } from '../../prometheus/match/compile';
import { memberGlobal, memberScrapeConfigs } from '../../prometheus/member';
import { resolved } from '../fleet';

/** YAML as goldens show it; an anchor in it would mean that two places share an object. */
export const yaml = (data: unknown) => stringify(data, { lineWidth: 0 });

const fleet = resolved(`
hub: { cluster: control-plane, storage: 50Gi }
clusters:
  # A monitor with everything switched on.
  - name: sfpdcluster14
    server: https://34.213.11.7:6443
    labels: { region: us-west-2 }
  # A monitor with nothing but the user's additions.
  - name: bare
    server: https://192.0.2.1
    monitor:
      pushgateway: false
      nodeExporter: false
      kubeStateMetrics: false
      federateFrom:
        - name: istio
          targets: [prometheus.istio-system.svc:9090]
          match: ['{__name__=~"istio_.+"}']
          interval: 1m
          timeout: 20s
          scheme: https
          labels: { mesh: istio }
      scrapeConfigs:
        - { job_name: vm, static_configs: [{ targets: ['10.0.0.9:9100'] }] }
      rules:
        - { name: mine, rules: [{ record: 'job:up:sum', expr: sum by (job) (up) }] }
  # Read with a token, by another name than its address, with labels of its own.
  - name: lab
    server: https://[2001:db8::7]
    labels: { environment: test }
    auth: { type: serviceAccountToken, secretName: lab-reader }
    tls: { serverName: lab.internal }
`);

const { hub, members } = fleet;
const match = matching(fleet);

function named(name: string): Member {
  const member = members.find((one) => one.name === name);
  if (!member) throw new Error(`no member ${name}`);
  return member;
}

const monitorOf = ({ monitor, name }: Member) => {
  if (!monitor) throw new Error(`${name} has no monitor`);
  return monitor;
};

/** A hub with Grafana and nothing of the user's. */
export { hub };

/** A monitor with everything switched on. */
export const monitor = monitorOf(named('sfpdcluster14'));

/** A monitor with nothing but the user's additions. */
export const bareMonitor = monitorOf(named('bare'));

/** A member read with a client certificate. */
export const certificateMember = named('sfpdcluster14');

/** A member read with a token. */
export const tokenMember = named('lab');

/** The federation job of a member. */
export const jobOf = (member: Member) => federationJob(member.job, selectors(match(member)));

/** A member's whole prometheus.yml. */
export const memberConfig = (of: typeof monitor) => ({
  ...memberGlobal(of),
  scrape_configs: memberScrapeConfigs(of),
});
