import { type Versions, versionProblems } from './version';

const LEAD = '# Changelog\n\n';
const RIGHT: Versions = {
  version: '0.1.0',
  others: { 'helm/one/Chart.yaml': '0.1.0' },
  changelog: `${LEAD}## [Unreleased]\n\n## [0.1.0] - 2026-11-28\n\n- All.\n\n## [0.0.1] - 2026-01-01\n`,
  tag: 'v0.1.0',
};
const problems = (wrong: Partial<Versions>) => versionProblems({ ...RIGHT, ...wrong });

describe('the version of a release', () => {
  it('is right', () => expect(problems({})).toEqual([]));

  it('is that of the charts', () =>
    expect(problems({ others: { 'helm/one/Chart.yaml': '0.0.9' } })).toEqual([
      'helm/one/Chart.yaml has another version, found 0.0.9, expected 0.1.0',
    ]));

  it.each(['v0.2.0', '0.1.0', 'v0.1.0-rc.1'])('is not that of the tag %s', (tag) =>
    expect(problems({ tag })).toEqual([
      `the tag is not that of package.json's version, found ${tag}, expected v0.1.0`,
    ]),
  );
});

describe('the changelog', () => {
  const coming = (lead: string) =>
    `${LEAD}## [Unreleased]\n\n${lead}\n\n### Added\n\n- Like 0.1.0.\n`;

  it.each(['What will be 0.1.0, the first release.', 'Soon: 0.1.0.'])(
    'may name the version before there is a tag: %s',
    (lead) => expect(problems({ changelog: coming(lead), tag: undefined })).toEqual([]),
  );

  it.each(['What will be 0.2.0.', '0.1.0.1', '10.1.0', '0.1.0-rc.1', ''])(
    'does not name the version with "%s"',
    (lead) =>
      expect(problems({ changelog: coming(lead), tag: undefined })).toEqual([
        'CHANGELOG.md does not name 0.1.0, found "## [Unreleased]", expected "## [0.1.0] - YYYY-MM-DD", or 0.1.0 in the first lines below "## [Unreleased]"',
      ]),
  );

  it('has a section of its own for a tag', () =>
    expect(problems({ changelog: coming('What will be 0.1.0.') })).toEqual([
      'CHANGELOG.md has no section of 0.1.0, found "## [Unreleased]", expected "## [0.1.0] - YYYY-MM-DD"',
    ]));

  it.each(['', ' - soon', ' - 2026-02-30', ' 2026-11-28', ' - 2026-11-28 (late)'])(
    'does not date the version with "%s"',
    (date) => {
      const changelog = `${LEAD}## [0.1.0]${date}\n`;
      const expected = [
        `CHANGELOG.md does not date 0.1.0, found "## [0.1.0]${date}", expected "## [0.1.0] - YYYY-MM-DD"`,
      ];
      expect(problems({ changelog })).toEqual(expected);
      expect(problems({ changelog, tag: undefined })).toEqual(expected);
    },
  );

  it('may be empty, which is said', () =>
    expect(problems({ changelog: LEAD })).toEqual([
      'CHANGELOG.md has no section of 0.1.0, found no section, expected "## [0.1.0] - YYYY-MM-DD"',
    ]));
});
