import { Agent } from 'node:https';
import { ApiConnection } from '../../live/client/connection';
import { ClusterFailure } from '../../live/client/failure';
import { ask } from '../../live/import/ask';
import type { Candidate } from '../../live/import/candidate';

const candidate = (connect?: () => ApiConnection): Candidate => ({
  name: 'one',
  server: 'https://one.invalid',
  source: 'context one',
  login: 'exec',
  connect,
});

it('says why a cluster cannot be asked', async () => {
  const failure = new ClusterFailure('unauthenticated', 'aws is not installed: install it');
  const connection = new ApiConnection('https://one.invalid', () => Promise.reject(failure));
  expect(await ask(candidate(() => connection))).toEqual({
    unreachable: 'aws is not installed: install it',
  });
});

it('keeps no connection', async () => {
  const agent = new Agent({ keepAlive: true });
  const ended = jest.spyOn(agent, 'destroy');
  const connection = new ApiConnection('https://one.invalid', async () => ({
    server: 'https://one.invalid',
    agent,
  }));
  expect((await ask(candidate(() => connection))).unreachable).toMatch(
    /^https:\/\/one\.invalid cannot be asked, found /,
  );
  expect(ended).toHaveBeenCalled();
});

it('asks nobody where there are no credentials', async () =>
  expect(await ask(candidate())).toEqual({}));
