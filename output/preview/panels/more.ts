import { type Html, html } from '../html';

/** Says how many are not shown. */
export const more = (count: number): Html | undefined =>
  count > 0 ? html`<p class="more">and ${count} more</p>` : undefined;
