import { type Diagnostic, error, type PlacedDiagnostic } from '../../diagnostics';
import { DASHBOARDS, type DashboardName } from '../../inventory/dashboards';
import { DNS_LABEL } from '../../language/names';
import type { OwnDashboard } from '../../model/types';
import { uidOf } from '../types';
import { type OwnFile, readOwn } from './read';

/** A file of a folder with dashboards. */
export interface FolderFile {
  /** As diagnostics name it. */
  readonly path: string;
  /** In its folder, with its ending. */
  readonly name: string;
  readonly text: string;
}

/** The user's own dashboards, and what is wrong with them. */
export interface OwnDashboards {
  readonly dashboards: readonly OwnDashboard[];
  readonly problems: readonly PlacedDiagnostic[];
}

/**
 * Reads the files of a folder of dashboards.
 *
 * @param disabled - dashboards of promfleet's that are left out: one of the user's may stand for them
 */
export function ownDashboards(
  files: readonly FolderFile[],
  disabled: readonly DashboardName[],
): OwnDashboards {
  const ours = DASHBOARDS.filter((name) => !disabled.includes(name));
  const names = new Set<string>([...ours, ...ours.map(uidOf)]);
  const uids = new Map<string, string>(ours.map((name) => [uidOf(name), "promfleet's own"]));
  const read = files.map(({ path, name, text }) => {
    const stem = name.slice(0, -'.json'.length);
    const file = readOwn(stem, path, text);
    return {
      ...file,
      problems: [...wrongName(stem, path, names), ...file.problems, ...taken(file)],
    };
  });
  return {
    dashboards: read.flatMap(({ dashboard }) => (dashboard ? [dashboard] : [])),
    problems: read.flatMap(({ problems }) => problems),
  };

  /** Grafana would show one of two dashboards with one uid, now this and now that. */
  function taken({ dashboard, place }: OwnFile): PlacedDiagnostic[] {
    if (!dashboard || dashboard.uid === '') return [];
    const { uid, file } = dashboard;
    const other = uids.get(uid);
    if (other === undefined) {
      uids.set(uid, `that of ${file}`);
      return [];
    }
    const message = `a uid is that of one dashboard, found ${JSON.stringify(uid)}, which is ${other}, write another`;
    return [place(error('duplicate-name', ['uid'], message))];
  }
}

function wrongName(name: string, file: string, names: ReadonlySet<string>): PlacedDiagnostic[] {
  const wrong = (message: string): PlacedDiagnostic => ({
    ...said(message),
    file,
    line: 0,
    col: 0,
  });
  const found = JSON.stringify(`${name}.json`);
  if (names.has(name)) {
    return [wrong(`the name of one of promfleet's dashboards, found ${found}, rename the file`)];
  }
  return DNS_LABEL.test(name)
    ? []
    : [
        wrong(
          `its ConfigMap cannot be called by the name of the file, found ${found}, write at most 63 of a-z, 0-9 and -, such as orders.json`,
        ),
      ];
}

const said = (message: string): Diagnostic => error('invalid-value', [], message);
