/** Where the version of a release is written. */
export interface Versions {
  /** The version in `package.json`. */
  readonly version: string;
  /** What other files say the version is, by their paths. */
  readonly others: Readonly<Record<string, unknown>>;
  /** The text of the changelog. */
  readonly changelog: string;
  /**
   * The tag that is to be released.
   *
   * @default - none yet: the changelog may still have the version under "Unreleased"
   */
  readonly tag?: string;
}

/** What contradicts the version of the package, a sentence for each place. */
export function versionProblems({ version, others, changelog, tag }: Versions): string[] {
  const differing = Object.entries(others)
    .filter(([, other]) => other !== version)
    .map(([file, other]) => `${file} has another version, found ${other}, expected ${version}`);
  const misnamed =
    tag === undefined || tag === `v${version}`
      ? []
      : [`the tag is not that of package.json's version, found ${tag}, expected v${version}`];
  return [...differing, ...misnamed, ...changelogProblems(changelog, version, tag !== undefined)];
}

function changelogProblems(changelog: string, version: string, released: boolean): string[] {
  const sections = changelog.split(/^## /m).slice(1);
  const own = sections.find((section) => section.startsWith(`[${version}]`));
  const coming = sections.find((section) => section.startsWith('[Unreleased]'));
  const dated = `"## [${version}] - YYYY-MM-DD"`;
  if (own !== undefined) {
    const [heading = ''] = own.split('\n');
    const [, date = ''] = / - (\d{4}-\d\d-\d\d)$/.exec(heading) ?? [];
    return isDate(date)
      ? []
      : [`CHANGELOG.md does not date ${version}, found "## ${heading}", expected ${dated}`];
  }
  if (released) {
    return [
      `CHANGELOG.md has no section of ${version}, found ${headings(sections)}, expected ${dated}`,
    ];
  }
  const [lead = ''] = coming?.split(/^### /m) ?? [];
  if (names(lead, version)) return [];
  return [
    `CHANGELOG.md does not name ${version}, found ${headings(sections)}, expected ${dated}, ` +
      `or ${version} in the first lines below "## [Unreleased]"`,
  ];
}

const headings = (sections: readonly string[]) =>
  sections.map((section) => `"## ${section.split('\n')[0]}"`).join(', ') || 'no section';

/** Whether a text has a version, and not as part of a longer one. */
const names = (text: string, version: string) =>
  text.split(/[^\w.+-]+/).some((word) => word.replace(/\.$/, '') === version);

/** Whether it is a day of the calendar, which 2026-02-30 is not. */
function isDate(text: string): boolean {
  const date = new Date(text);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
