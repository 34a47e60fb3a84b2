import { Construct } from 'constructs';
import type { AlertSettings, Monitor, Patches, Reader } from '../model/types';
import { YamlWriter } from '../yaml/write';
import { AccessChart } from './access';
import { ChartsOf } from './charts-of';
import { memberFiles } from './layout';
import { memberManifests } from './member-manifests';
import { MonitorChart } from './monitor';
import { NamespaceChart } from './namespace';
import { PrometheusConfigChart } from './prometheus-config';

/** What a member's charts are made from; a resolved member is one. */
export interface MemberChartsProps {
  /**
   * Its Prometheus, exporters and scrape jobs.
   *
   * @default - none is deployed: it has a Prometheus of its own
   */
  readonly monitor?: Monitor | undefined;
  /**
   * What is different about the alerts that its Prometheus raises, by their names.
   *
   * @default - nothing
   */
  readonly alerts?: AlertSettings;
  /**
   * What lets a hub read it.
   *
   * @default - no hub reads it
   */
  readonly reader?: Reader;
  /**
   * Those of a fleet file, which an app refuses: its objects are patched by `addJsonPatch`.
   *
   * @default - none
   */
  readonly patches?: Patches | undefined;
}

/**
 * Everything that is deployed on a member, a chart for each file that `promfleet synth` writes of
 * it, with the same objects. The digest of the files is not among them: they are not written here.
 */
export class MemberCharts extends Construct {
  /** Its Namespace; absent where promfleet does not make it. */
  readonly namespace?: NamespaceChart | undefined;
  /** What lets the hub read it; absent without a reader. */
  readonly access?: AccessChart | undefined;
  /** Prometheus and the exporters; absent without a monitor, as both below. */
  readonly monitor?: MonitorChart | undefined;
  /** The configuration that this Prometheus mounts. */
  readonly config?: PrometheusConfigChart | undefined;
  /** promfleet's rules, which it mounts beside that. */
  readonly rules?: PrometheusConfigChart | undefined;

  constructor(scope: Construct, id: string, props: MemberChartsProps) {
    super(scope, id);
    const { monitor, alerts = {}, reader, patches } = props;
    const member = { name: id, monitor, alerts, reader, patches };
    const charts = new ChartsOf(this, memberManifests(member, new YamlWriter()));
    const paths = memberFiles(id);
    this.namespace = charts.optional(paths.namespace, NamespaceChart);
    this.access = charts.optional(paths.access, AccessChart);
    this.monitor = charts.optional(paths.monitor, MonitorChart);
    this.config = charts.optional(paths.config, PrometheusConfigChart);
    this.rules = charts.optional(paths.rules, PrometheusConfigChart);
  }
}
