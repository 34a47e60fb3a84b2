import { formatDiagnostic } from '../diagnostics';

describe('the line above a caret', () => {
  const shown = (source: string) =>
    formatDiagnostic(
      {
        code: 'unknown-key',
        severity: 'error',
        path: [],
        message: 'm',
        file: 'f',
        line: 1,
        col: 1,
      },
      { caret: source },
    ).split('\n')[1];

  it.each([
    ['    password: hunter2', '      password: ………'],
    ['a: { "bearer_token": "s.3cr3t", b: 1 }', '  a: { "bearer_token": "………", ……… … }'],
    ['url: http://me:hunter2@a.example/', '  url: http://………@a.example/'],
    ['url: http://a.example/?token=s3cret', '  url: http://a.example/?token=………'],
    [`x: ${'Q'.repeat(80)}`, '  x: ………'],
  ])('%s hides the secret', (source, expected) =>
    expect(shown(source)?.replace(/…{2,}/g, '………')).toBe(expected),
  );

  it('and the message hide the user of a URL', () => {
    const message = 'found "https://me:hunter2@a.example"';
    const text = formatDiagnostic({
      ...{ code: 'invalid-value', severity: 'error', path: [], message },
      ...{ file: 'f', line: 0, col: 0 },
    });
    expect(text).not.toContain('hunter2');
  });

  it.each(['server: https://a.example', 'storage: 50Gi', 'labels: { region: eu }'])(
    '%s is shown as it is',
    (source) => expect(shown(source)).toBe(`  ${source}`),
  );
});
