import { DASHBOARDS, type DashboardName } from '../inventory/dashboards';

/*
 * Dashboards as data: what is asked and how an answer is to be read. They are made into Grafana's JSON
 * (grafana/) and drawn as pages without it; both show the same.
 */

/** A dashboard. */
export interface Dashboard {
  /** Name in its URL, and of its file: never changed, as links lead there. */
  readonly uid: DashboardUid;
  readonly title: string;
  /** The question that it answers, in a sentence. */
  readonly description: string;
  /** What can be chosen, from left to right. */
  readonly variables: readonly Variable[];
  readonly rows: readonly Row[];
}

/** Something that a viewer chooses, put into expressions as `$name`. */
export interface Variable {
  readonly name: string;
  readonly label: string;
  /** Selector of a series whose label has the values. */
  readonly series: string;
  /** The label. */
  readonly values: string;
  /** Whether several or all may be chosen: expressions take it with `=~`. One: with `=`. */
  readonly several: boolean;
}

/** Panels that stand under one heading. */
export interface Row {
  readonly title: string;
  readonly panels: readonly Panel[];
  /**
   * Whether it is closed until somebody opens it; nothing is asked until then.
   *
   * @default false
   */
  readonly collapsed?: boolean;
}

/** Something to look at. */
export type Panel = StatPanel | TimeSeriesPanel | BarsPanel | TablePanel | HistoryPanel;

interface AnyPanel {
  /** Unique in its dashboard. */
  readonly title: string;
  /** What it shows, and what to make of it. */
  readonly description: string;
  /** Columns of 24. */
  readonly width: number;
  /** Rows of some 30 pixels. */
  readonly height: number;
  /** Said where there is nothing to show, and why that may be: `No pod was restarted`. */
  readonly empty: string;
  /**
   * Where a click leads.
   *
   * @default - nowhere
   */
  readonly link?: Link;
}

/** What values are, and where they begin to mean something. */
export interface Scale {
  readonly unit: Unit;
  /**
   * Where a value begins to be well or not, in ascending order; the first holds from minus infinity.
   *
   * @default - values mean nothing by themselves
   */
  readonly levels?: readonly Level[];
  /** @default - as many as it takes */
  readonly decimals?: number;
}

/** From where on a value is how bad; `neutral` is neither. */
export interface Level {
  readonly from: number;
  readonly is: Health;
}

export type Health = 'good' | 'warning' | 'bad' | 'neutral';

/** Units of values; `share` is 0 to 1, shown as a percentage. */
export type Unit =
  | 'number'
  | 'share'
  | 'bytes'
  | 'bytesPerSecond'
  | 'seconds'
  | 'days'
  | 'cores'
  | 'perSecond';

/** What is asked. */
export interface Query {
  /** PromQL; `$name` is a variable, `$__range` and `$__rate_interval` are Grafana's. */
  readonly expr: string;
  /** Name of each series, with labels as `{{label}}`. */
  readonly legend: string;
  /**
   * Whether its values are neither well nor not, whatever the levels of its panel: a total, say. In
   * panels of the kind `stat`.
   *
   * @default false
   */
  readonly neutral?: boolean;
}

/** A few large numbers. */
export interface StatPanel extends AnyPanel, Scale {
  readonly kind: 'stat';
  readonly queries: readonly Query[];
  /**
   * Words instead of certain values.
   *
   * @default - none
   */
  readonly words?: Words;
}

/** Lines over time. */
export interface TimeSeriesPanel extends AnyPanel, Scale {
  readonly kind: 'timeSeries';
  readonly queries: readonly Query[];
  /**
   * Whether values are parts of a whole, one on the other.
   *
   * @default false
   */
  readonly stacked?: boolean;
  /**
   * How well something is for which a series stands, by its name: it has the colour of that.
   *
   * @default - colours mean nothing
   */
  readonly health?: Readonly<Record<string, Health>>;
  /**
   * Largest value of the axis where fewer would mislead, as 1 for a share.
   *
   * @default - as the values are
   */
  readonly max?: number;
}

/** A bar for each series, the longest first. */
export interface BarsPanel extends AnyPanel, Scale {
  readonly kind: 'bars';
  readonly query: Query;
  /** Where a bar ends; @default - at the largest value. */
  readonly max?: number;
}

/** A line for each value of some labels. */
export interface TablePanel extends AnyPanel {
  readonly kind: 'table';
  /** Labels that name a line, each a column at the left. */
  readonly keys: readonly Key[];
  readonly columns: readonly Column[];
  /** Title of the column by which lines are sorted, largest first. */
  readonly sortBy: string;
}

/** A column with a label. */
export interface Key {
  readonly label: string;
  readonly title: string;
  /**
   * Where a click on it leads.
   *
   * @default - nowhere
   */
  readonly link?: Link;
}

/** A column with values. Its expression has the labels of the keys and no others. */
export interface Column extends Scale {
  readonly title: string;
  readonly expr: string;
  /**
   * Whether it is only there for lines to be sorted by.
   *
   * @default false
   */
  readonly hidden?: boolean;
  /** @default - none */
  readonly words?: Words;
}

/** States over time, a line for each series. */
export interface HistoryPanel extends AnyPanel, Scale {
  readonly kind: 'history';
  readonly query: Query;
  readonly words?: Words;
}

/** What is read instead of a value. */
export type Words = Readonly<Record<string, string>>;

/** Another dashboard, with variables taken over: from labels where the series has them, else as they are. */
export interface Link {
  readonly title: string;
  readonly dashboard: DashboardUid;
  /** Variables there by labels here, such as `{ cluster: 'cluster' }`. */
  readonly variables?: Readonly<Record<string, string>>;
}

/** What a dashboard of promfleet's is called in URLs. */
export type DashboardUid = `promfleet-${DashboardName}`;

export const uidOf = (name: DashboardName): DashboardUid => `promfleet-${name}`;

/** The dashboards that there are. */
export const DASHBOARD_UIDS: readonly DashboardUid[] = DASHBOARDS.map(uidOf);

/** What dashboards are made for. */
export interface Context {
  /** Label that tells members apart. */
  readonly clusterLabel: string;
  /** Whether raw series of members can be asked for with `scope="raw"`. */
  readonly drillDown: boolean;
}
