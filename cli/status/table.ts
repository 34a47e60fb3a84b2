import { visible } from '../../diagnostics';
import { listed } from '../../live/listed';
import { withoutUrl } from '../../live/status/scrape-error';
import type { FleetStatus, MemberStatus, Versions } from '../../live/status/types';
import type { paint } from '../io';
import { count } from '../report';

export interface TableOptions {
  /** How soon a credential has to end to be counted, in words: `14 days`. */
  readonly within: string;
  readonly colours: ReturnType<typeof paint>;
}

const HEADINGS = [
  'CLUSTER',
  'UP',
  'LAST SCRAPE',
  'SAMPLES',
  'BYTES',
  'TOOK',
  'CREDENTIAL',
  'DAYS LEFT',
  'RIGHTS',
  'ROLLOUT',
  'VERSIONS',
  'ERROR',
] as const;

/** Explanations that are printed. */
const MOST_EXPLAINED = 20;

/** The fleet as people read it: a table, what is to be done, and a line that sums it up. */
export function statusText(status: FleetStatus, options: TableOptions): string {
  const { members, at } = status;
  const blocks = [
    members.length > 0 ? table(members, Date.parse(at), options.colours) : [],
    explanations(status).map(visible),
    [summary(status, options)],
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function table(
  members: readonly MemberStatus[],
  now: number,
  colours: TableOptions['colours'],
): string[] {
  const isAsked = members.some(({ rights }) => rights !== undefined);
  const shown = (cells: readonly string[]) =>
    cells.filter((_, column) => isAsked || HEADINGS[column] !== 'RIGHTS').map(visible);
  const headings = shown(HEADINGS);
  const rows = members.map((member) => shown(row(member, now)));
  const widths = headings.map((heading, column) =>
    rows.reduce((width, cells) => Math.max(width, (cells[column] ?? '').length), heading.length),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return [
    colours.bold(line(headings)),
    ...rows.map((cells, index) => tinted(members[index])(line(cells))),
  ];

  function tinted(member: MemberStatus | undefined): (text: string) => string {
    if (!member || member.attention.length === 0) return (text) => text;
    return member.up ? colours.yellow : colours.red;
  }
}

function row({ cluster, attention, ...member }: MemberStatus, now: number): string[] {
  const { up, lastScrape, samples, bytes, scrapeSeconds, limits, credential, rights } = member;
  const took = up ? scrapeSeconds : undefined;
  return [
    cluster,
    up === undefined ? '-' : up ? 'up' : 'down',
    lastScrape === undefined ? 'never' : ago(now - Date.parse(lastScrape)),
    share(samples, limits.samples, (count) => count.toLocaleString('en-US')),
    share(bytes, limits.bytes, inBytes),
    share(took, limits.seconds, (seconds) => `${seconds.toFixed(2)}s`),
    credential === undefined ? 'not known' : credential.problem ? 'missing' : credential.type,
    daysLeft(member),
    rights === undefined
      ? '-'
      : rights.failure
        ? 'not known'
        : rights.asMeant
          ? 'as meant'
          : 'differ',
    member.rollout ?? '-',
    versions(member),
    // The others are explained below.
    attention[0]?.summary ?? '',
  ];
}

/** A value, and how much that is of what is allowed. */
function share(
  value: number | undefined,
  limit: number,
  spoken: (value: number) => string,
): string {
  if (value === undefined) return '-';
  if (limit === 0) return spoken(value);
  const percent = Math.round((100 * value) / limit);
  return `${spoken(value)} (${value > 0 && percent === 0 ? '<1' : percent}%)`;
}

/** As the fleet file has them: in powers of 1024. */
function inBytes(bytes: number): string {
  const power = Math.min(3, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
  const number = bytes / 1024 ** power;
  return `${number < 10 && power > 0 ? number.toFixed(1) : Math.round(number)} ${['B', 'KB', 'MB', 'GB'][power]}`;
}

const versions = ({ versions: { kubernetes = [], prometheus = [] } = {} as Partial<Versions> }) =>
  [kubernetes.join('/'), prometheus.join('/')].filter((one) => one !== '').join(', ') || '-';

function daysLeft({ credential }: Pick<MemberStatus, 'credential'>): string {
  const { daysLeft: days } = credential ?? {};
  if (days === undefined) return '-';
  return days < 0 ? 'expired' : days === 0 ? '<1' : String(days);
}

function ago(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < 120) return `${seconds}s ago`;
  if (seconds < 2 * 3600) return `${Math.floor(seconds / 60)}m ago`;
  return seconds < 48 * 3600
    ? `${Math.floor(seconds / 3600)}h ago`
    : `${Math.floor(seconds / (24 * 3600))}d ago`;
}

/** Clusters with the same reason. */
interface Group {
  readonly clusters: string[];
  readonly summary: string;
  /** Of the first of them, as is `found`. */
  readonly fix: string;
  /** Whether another's is not the same. */
  differ: boolean;
  readonly found: readonly string[];
}

/** What is to be done, once for all clusters with the same reason; the first of them is the example. */
function explanations({ members, problems, unknownJobs }: FleetStatus): string[] {
  const groups = new Map<string, Group>();
  for (const { cluster, attention, error } of members) {
    for (const { reason, summary, fix } of attention) {
      const key = `${reason} ${summary}`;
      const known = groups.get(key);
      if (known) {
        known.clusters.push(cluster);
        known.differ ||= known.fix !== fix;
      } else {
        const found =
          reason === 'down' && error
            ? [
                `  ${withoutUrl(error.text)}`,
                `  promfleet doctor ${cluster} finds out where it breaks off`,
              ]
            : [];
        groups.set(key, { clusters: [cluster], summary, fix, differ: false, found });
      }
    }
  }
  const all = [...groups.values()].map(({ clusters, summary, fix, differ, found }) => [
    `${listed(clusters)}: ${summary}${differ ? `, ${clusters[0]} for one` : ''}: ${fix}`,
    ...found,
  ]);
  const left = all.length - MOST_EXPLAINED;
  return [
    ...problems,
    ...(unknownJobs.length > 0
      ? [
          `the hub has jobs of clusters that are not in the fleet file, found ${listed(unknownJobs)}: run promfleet apply, or put them back`,
        ]
      : []),
    ...all.slice(0, MOST_EXPLAINED).flat(),
    ...(left > 0 ? [`and ${count(left, 'more reason')}, all of them with --output json`] : []),
  ];
}

function summary({ ok, summary }: FleetStatus, { within, colours }: TableOptions): string {
  const { members, up, needAttention, endSoon } = summary;
  const line = [
    `${up} of ${members} up`,
    ...(needAttention > 0
      ? [`${needAttention} ${needAttention === 1 ? 'needs' : 'need'} attention`]
      : []),
    ...(endSoon > 0
      ? [`${count(endSoon, 'credential')} ${endSoon === 1 ? 'ends' : 'end'} within ${within}`]
      : []),
  ].join(', ');
  return ok ? colours.green(line) : colours.red(line);
}
