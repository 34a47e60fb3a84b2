import { formatDiagnostic } from '../diagnostics';

/** A file with a caret at the line that says `here`, and what is shown of that line. */
function shown(...lines: string[]): string | undefined {
  const line = lines.length === 1 ? 1 : lines.findIndex((text) => text.includes('here')) + 1;
  const problem = { code: 'unknown-key', severity: 'error', path: [], message: 'm' } as const;
  const text = formatDiagnostic(
    { ...problem, file: 'f', line, col: 1 },
    { caret: lines.join('\n') },
  );
  return text.split('\n')[1]?.slice(2).replace(/…{2,}/g, '………');
}

const said = (message: string) =>
  formatDiagnostic({
    ...{ code: 'invalid-value', severity: 'error', path: [], message },
    ...{ file: 'f', line: 0, col: 0 },
  });

describe('the line above a caret', () => {
  it.each([
    ['    password: hunter2', '    password: ………'],
    ['a: { "bearer_token": "s.3cr3t", b: 1 }', 'a: { "bearer_token": "………", ……… … }'],
    ['token: { value: hunter2 }', 'token: { ……… ……… }'],
    ['password_file: hunter2', 'password_file: ………'],
    ['authorization: { type: Bearer hunter2hunter2 }', 'authorization: { type: Bearer ……… }'],
    ['url: http://me:hunter2@a.example/', 'url: http://………@a.example/'],
    ['targets: [me:hunter2@a.example:9090]', 'targets: [………@a.example:9090]'],
    ['url: http://a.example/?token=s3cret', 'url: http://a.example/?token=………'],
    [
      'url: http://a.example/?a=b&client_secret=s3cret#x',
      'url: http://a.example/?a=b&client_secret=………',
    ],
    [`x: ${'Q'.repeat(80)}`, 'x: ………'],
    [`x: eyJhbGciOiJIUzI1NiJ9.e30.abc`, 'x: ………'],
  ])('%s hides the secret', (source, expected) => expect(shown(source)).toBe(expected));

  it.each([
    ['a block', ['password: |', '  here']],
    ['a block with its indentation', ['password: >2-', '    here']],
    ['a block of several lines', ['password: |', '  one', '', '  here']],
    ['the next line', ['basic_auth:', '  password:', '    here']],
    ['the next line, no further in', ['password:', 'here']],
    ['a comment between', ['password: # from the vault', '  # mine', '  here']],
    ['quotes over two lines', ['password: "one', '  here"']],
    ['quotes of the other kind', ["password: 'one", "  here'"]],
    ['a list', ['token:', '- here']],
    ['a list that is further in', ['params:', '  token:', '    - one', '    - here']],
    ['a list in brackets', ['token: [', '  here ]']],
    ['a map', ['credentials:', '  a:', '    b: here']],
    ['an anchor', ['token: &a', '  here']],
  ])('hides a secret that its key stands above: %s', (_what, lines) =>
    expect(shown(...lines)).not.toContain('here'),
  );

  it.each([
    ['server: https://a.example'],
    ['storage: 50Gi'],
    ['labels: { region: eu }'],
    ['secrets: [here]'],
    ['password_file: /etc/prometheus/secrets/here'],
    ['image: quay.io/prometheus/prometheus:v3@sha256:abc'],
    ['basic_auth:', '  username: here'],
    ['password: x', 'here: y'],
    ['- password: x', '- here: y'],
    ['basic_auth:', '  password: x', '  username: here'],
    ['secrets:', '  - here'],
  ])('is shown as it is: %j, %j', (...lines) =>
    expect(shown(...lines)).toBe(lines.find((line) => lines.length === 1 || line.includes('here'))),
  );
});

describe('a message', () => {
  it.each([
    'found "https://me:hunter2@a.example"',
    'found "hunter2@a.example:9090"',
    'found "me:hunter2@a.example:9090"',
    'found "https://a.example/?x=1&access_token=hunter2"',
    'found "Bearer hunter2hunter2"',
    'found "eyJhunter2hunter2.e30.x"',
  ])('%s hides the secret', (message) => expect(said(message)).not.toContain('hunter2'));

  it.each([
    'found "quay.io/prometheus/prometheus:v3.14.0@sha256:00"',
    'found "https://a.example/?region=eu"',
    `found "${'b'.repeat(64)}"`,
    'found "system:masters"',
  ])('%s is said as it is', (message) => expect(said(message)).toContain(message));
});
