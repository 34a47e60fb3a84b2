const DEFAULT_PORT: Readonly<Record<string, string>> = { http: '80', https: '443' };

/** host:port that a URL leads to; its scheme is http or https. */
export function urlTarget(url: string): string {
  const [, scheme = '', authority = ''] = /^(https?):\/\/([^/?#]*)/i.exec(url) ?? [];
  return /(^|[^:\]]|\]):\d+$/.test(authority)
    ? authority
    : `${authority}:${DEFAULT_PORT[scheme.toLowerCase()]}`;
}
