import { createHash } from 'node:crypto';
import type { Dashboard } from '../../dashboards/types';
import { Html, html } from './html';
import { INDEX, pageOf } from './pages';
import { STYLE } from './style';

/** Nothing runs, nothing is fetched, and no style but this one counts. */
const POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'`;

/** What stands around every page. */
export const frame = (title: string, nav: readonly Dashboard[], current: string, body: Html) =>
  html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${new Html(STYLE)}</style>
</head>
<body>
<nav aria-label="Dashboards"><a href="${INDEX}"${current === INDEX ? CURRENT : undefined}>promfleet</a>${nav.map(
    ({ uid, title: text }) =>
      html`<a href="${pageOf(uid)}"${current === pageOf(uid) ? CURRENT : undefined}>${text}</a>`,
  )}</nav>
<main>
${body}</main>
</body>
</html>
`.text;

const CURRENT = html` aria-current="page"`;
