import { FLEET, IMPORT, THREE } from './contexts';
import { promfleet } from './run';

describe('promfleet import', () => {
  it('says in JSON, too, what is wrong with its use', async () => {
    const { code, stdout, stderr } = await promfleet([...IMPORT, '--output', 'json'], FLEET, THREE);
    expect({ code, stderr }).toEqual({ code: 2, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ ok: false, message: expect.any(String) });
  });

  it.each<[string, string[], string]>([
    [
      'which contexts',
      [],
      "name the contexts, such as --context 'prod-*', or another source with --from",
    ],
    [
      'a glob that names none',
      ['--context', 'prd-*'],
      'no context is named prd-*, did you mean prod-eu or prod-us?',
    ],
    [
      'a context without a name',
      ['--context', ''],
      "no context is named '', found control, prod-eu, prod-us",
    ],
    [
      'a word unlike any',
      ['--context', 'x'],
      'no context is named x, found control, prod-eu, prod-us',
    ],
    [
      'a source without a place',
      ['--from', 'argocd'],
      '--from wants either --file FILE or --management-context CONTEXT, to look for its objects',
    ],
    [
      'a place without a source',
      ['--context', '*', '--file', 'x'],
      '--file goes with --from, which is not there',
    ],
    [
      'two sources',
      ['--from', 'argocd', '--file', 'x', '--context', '*'],
      '--context is for kubeconfigs, found --from too, leave one out',
    ],
    [
      'a management cluster that is not there',
      ['--from', 'argocd', '--management-context', 'controll'],
      'no context is named controll, did you mean control?',
    ],
    [
      'a file that is not there',
      ['--from', 'argocd', '--file', 'HERE/none.yaml'],
      'none.yaml: there is no such file, write one or name another',
    ],
    [
      'how many side by side',
      ['--context', '*', '--parallel', 'all'],
      '--parallel takes a number from 1, found all',
    ],
  ])('says what is missing: %s', async (_, argv, message) =>
    expect(await promfleet([...IMPORT, ...argv], FLEET, THREE)).toEqual({
      code: 2,
      stdout: '',
      stderr: `error: ${message}\n`,
      fleet: FLEET,
    }),
  );

  it.each([
    [
      'a fleet file',
      'HERE/none.yaml',
      'none.yaml: there is no such file, write one or name another; promfleet init makes one',
    ],
    ['a fleet file that is there', '-', 'what comes on standard input cannot be added to'],
  ])('says what is missing: %s', async (_, file, message) => {
    const argv = IMPORT.map((argument) => (argument === 'FLEET' ? file : argument));
    expect(await promfleet([...argv, '--context', '*'], FLEET, THREE)).toMatchObject({
      code: 2,
      stderr: `error: ${message}\n`,
      fleet: FLEET,
    });
  });
});
