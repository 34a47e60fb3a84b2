import { type Diagnostic, error, type PlacedDiagnostic, sortDiagnostics } from '../../diagnostics';
import type { OwnDashboard } from '../../model/types';
import { type ParsedJson, parseJson } from '../../yaml/json';
import { checkOwn } from './check';
import { expressionsIn } from './expressions';
import { shape } from './shape';

/** What became of the file of a user's dashboard. */
export interface OwnFile {
  /** Present when it is a dashboard, even if there is something wrong with it. */
  readonly dashboard?: OwnDashboard;
  readonly problems: readonly PlacedDiagnostic[];
  readonly place: (diagnostic: Diagnostic) => PlacedDiagnostic;
}

/**
 * Reads a user's dashboard.
 *
 * @param name - of the file, without its ending
 * @param path - of the file, as diagnostics name it
 */
export function readOwn(name: string, path: string, text: string): OwnFile {
  const placed = (diagnostic: Diagnostic, at = { line: 0, col: 0 }): PlacedDiagnostic => ({
    ...diagnostic,
    ...at,
    file: path,
    source: text,
  });
  const parsed = parseJson(text);
  if (!('data' in parsed)) {
    const found = parsed.found === '' ? 'its end' : JSON.stringify(parsed.found);
    const message = `not JSON, found ${found} where something else has to stand, export the dashboard anew`;
    return { problems: [placed(error('invalid-json', [], message), parsed.at)], place: placed };
  }
  const place = (diagnostic: Diagnostic) => placed(diagnostic, parsed.positionOf(diagnostic.path));
  const { data: dashboard } = shape.safeParse(parsed.data);
  if (!dashboard) {
    const message = 'not a dashboard, found no JSON object, export the dashboard anew';
    return { problems: [place(error('wrong-type', [], message))], place };
  }
  const expressions = expressionsIn(dashboard);
  return {
    dashboard: {
      name,
      file: `${name}.json`,
      text: text.endsWith('\n') ? text : `${text}\n`,
      uid: dashboard.uid ?? '',
      expressions: expressions.map(({ path: at, panel, expr }) => ({
        file: path,
        ...position(parsed, at),
        panel,
        expr,
      })),
    },
    problems: sortDiagnostics(checkOwn(dashboard, expressions).map(place)),
    place,
  };
}

const position = (parsed: ParsedJson, path: Diagnostic['path']) => parsed.positionOf(path);
