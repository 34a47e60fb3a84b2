import type { GridPos } from '@grafana/grafana-foundation-sdk/dashboard';

/** Columns of a page. */
const COLUMNS = 24;

/** Rows that a heading takes. */
const HEADING = 1;

interface Sized {
  readonly width: number;
  readonly height: number;
}

/** Where a heading and the panels below it stand, and where the next heading does. */
export interface Places {
  readonly heading: GridPos;
  readonly panels: readonly GridPos[];
  readonly end: number;
}

/**
 * Puts panels beside each other as far as they fit, then below the highest of their line.
 *
 * @param top - row of the heading
 */
export function places(panels: readonly Sized[], top: number): Places {
  let [x, y, highest] = [0, top + HEADING, 0];
  const positions = panels.map(({ width, height }): GridPos => {
    if (x + width > COLUMNS) [x, y, highest] = [0, y + highest, 0];
    const position = { x, y, w: width, h: height };
    x += width;
    highest = Math.max(highest, height);
    return position;
  });
  return {
    heading: { x: 0, y: top, w: COLUMNS, h: HEADING },
    panels: positions,
    end: y + highest,
  };
}
