import { App, Chart, JsonPatch } from 'cdk8s';
import { MemberCharts, monitorOf } from 'promfleet/constructs';
import { NightlyReport } from './nightly-report';

const app = new App();

// The whole monitor of one cluster: the Namespace, Prometheus, exporters, configuration and rules.
const { monitor } = new MemberCharts(app, 'edge-1', {
  monitor: monitorOf({ name: 'edge-1', retention: '2d', storage: '20Gi' }),
});
if (!monitor?.pushgateway) throw new Error('the settings above have a Pushgateway');

// One object, patched: disks here are slow, and the write-ahead log takes its time to be closed.
monitor.prometheus.server.statefulSet.addJsonPatch(
  JsonPatch.replace('/spec/template/spec/terminationGracePeriodSeconds', 600),
);

// A construct of our own, told by attributes where to push.
new NightlyReport(new Chart(app, 'reports'), 'nightly', { pushgateway: monitor.pushgateway });

app.synth();
