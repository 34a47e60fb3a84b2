import { type Diagnostic, formatDiagnostic, type PlacedDiagnostic } from '../diagnostics';
import type { ClusterEntry, FleetFile, MonitorEntry } from '../inventory';
import type { ExporterKey } from '../model/components';
import { MONITOR_PROMETHEUS } from '../model/components/prometheus';
import type { Fleet, Member, Monitor, PrometheusServer, Workload } from '../model/types';
import { loadFleet } from './load';

/** What is wrong with settings; the message has a line for each thing. */
export class FleetError extends Error {
  override readonly name = 'FleetError';
  /** The same as data, warnings left out. */
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[], lines: readonly string[]) {
    super(`the fleet is refused:\n${lines.join('\n')}`);
    this.diagnostics = diagnostics;
  }
}

/**
 * A fleet from its file, or from what would stand in it, with every name, port, label and path that
 * follows. Warnings are emitted by `process.emitWarning`.
 *
 * @param source - path of a fleet file, or its keys and values; paths in these are relative to the
 *   working directory
 * @throws FleetError with everything that is wrong
 */
export function fleetOf(source: string | FleetFile): Fleet {
  return checked(source, () => true);
}

/** The same, with those warnings that are about what was written. */
function checked(source: string | FleetFile, about: (warning: Diagnostic) => boolean): Fleet {
  const isPath = typeof source === 'string';
  const { fleet, diagnostics } = isPath
    ? loadFleet(source)
    : loadFleet('settings', { text: JSON.stringify(source) });
  // Lines of a text that nobody wrote say nothing.
  const line = (one: PlacedDiagnostic) => formatDiagnostic(isPath ? one : { ...one, line: 0 });
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (!fleet) throw new FleetError(errors, errors.map(line));
  for (const warning of diagnostics.filter(about))
    process.emitWarning(line(warning), 'PromfleetWarning');
  return fleet;
}

/**
 * A member that stands in no fleet file.
 *
 * @param cluster - as an entry of `clusters` in a fleet file
 * @param fleet - the rest of the fleet file: the hub that reads it, defaults, images
 * @throws FleetError with everything that is wrong
 */
export function memberOf(cluster: ClusterEntry, fleet: Omit<FleetFile, 'clusters'>): Member {
  return only(fleetOf({ ...fleet, clusters: [cluster] }).members);
}

/** Settings of a monitor that no hub reads: those of `monitor` in a fleet file, and its surroundings. */
export interface MonitorSettings extends Omit<MonitorEntry, 'existing'> {
  /**
   * Name of the cluster: the external label `cluster` of what the monitor sends elsewhere.
   *
   * @default - its release
   */
  readonly name?: string;
  /**
   * Further external labels.
   *
   * @default - none
   */
  readonly labels?: Readonly<Record<string, string>>;
  /**
   * Images that differ from the versions that promfleet ships.
   *
   * @default - those
   */
  readonly images?: FleetFile['images'];
}

/**
 * The monitor of a cluster: its Prometheus, its exporters and what it scrapes.
 *
 * @throws FleetError with everything that is wrong
 */
export function monitorOf(settings: MonitorSettings = {}): Monitor {
  const {
    name = settings.release ?? MONITOR_PROMETHEUS.release,
    labels,
    images,
    ...monitor
  } = settings;
  // The address that pods of a cluster know its own API server by: nothing here asks it.
  const server = 'https://kubernetes.default.svc';
  const cluster = { name, server, labels, monitor };
  const file = { hub: { cluster: name }, images, clusters: [withoutAbsent(cluster)] };
  // The hub is there to complete a fleet file, and nobody's.
  const { members } = checked(withoutAbsent(file), ({ path }) => path[0] !== 'hub');
  const made = only(members).monitor;
  if (!made) throw new Error('a monitor that is not there');
  return made;
}

/**
 * A Prometheus server, as the one of a monitor is: for a `PrometheusServer` of your own.
 *
 * @throws FleetError with everything that is wrong
 */
export const serverOf = (settings: MonitorSettings = {}): PrometheusServer =>
  monitorOf(settings).server;

/**
 * What stands beside a Prometheus: for a `Pushgateway` and the like of your own.
 *
 * @param exporter - such as `pushgateway`; whether the settings switch it on makes no difference
 * @throws FleetError with everything that is wrong
 */
export function exporterOf(exporter: ExporterKey, settings: MonitorSettings = {}): Workload {
  const workload = monitorOf({ ...settings, [exporter]: true }).exporters[exporter];
  if (!workload) throw new Error(`an exporter ${exporter} that is not there`);
  return workload;
}

function only<Item>([item]: readonly Item[]): Item {
  if (item === undefined) throw new Error('a list that is empty');
  return item;
}

/** Without keys that have no value, which a fleet file cannot have either. */
const withoutAbsent = <Given extends object>(given: Given): Given =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Given;
