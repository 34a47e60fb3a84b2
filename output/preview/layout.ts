import type { Panel } from '../../dashboards/types';

/** Columns of a row of panels. */
export const COLUMNS = 24;

/** Pixels: of a row of a panel's height, between panels, around the page, and within a panel. */
export const ROW = 30;
export const GAP = 8;
export const PAGE_EDGE = 16;
export const PANEL_EDGE = 12;
/** Of the heading of a panel. */
const HEADING = 34;

/** Widths of a page for which charts are drawn; a page of another shows the next, made to fit. */
export const WIDE = 1440;
export const NARROW = 1024;
/** From here on a page is wide. */
export const WIDE_FROM = 1200;

/** Pixels of a panel's height, which it has at least. */
export const heightOf = (rows: number): number => rows * ROW + (rows - 1) * GAP;

/** Pixels within a panel, in a page of a width. */
export function insideOf({ width, height }: Panel, page: number) {
  const column = (page - 2 * PAGE_EDGE - (COLUMNS - 1) * GAP) / COLUMNS;
  return {
    width: Math.floor(width * column + (width - 1) * GAP - 2 * PANEL_EDGE - 2),
    height: heightOf(height) - HEADING - PANEL_EDGE,
  };
}
