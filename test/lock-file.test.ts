import { readFileSync } from 'node:fs';

interface Locked {
  readonly integrity?: string;
  readonly resolved?: string;
  readonly inBundle?: boolean;
  readonly hasInstallScript?: boolean;
}

describe('the lock file', () => {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    packages: Record<string, Locked>;
  };
  // Bundled packages come in the tarball of another, whose integrity is theirs.
  const locked = Object.entries(packages).filter(([path, { inBundle }]) => path && !inBundle);

  it('has the integrity of every package', () => {
    expect(locked.filter(([, { integrity }]) => !integrity?.startsWith('sha512-'))).toEqual([]);
  });

  it('names no host that packages come from', () => {
    expect(locked.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
  });

  describe('install scripts', () => {
    const { allowScripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      allowScripts?: Record<string, boolean>;
    };

    it('are of the packages only that package.json names', () => {
      const scripted = Object.entries(packages).filter(
        ([, { hasInstallScript }]) => hasInstallScript,
      );
      const names = scripted.map(([path]) => path.split('node_modules/').at(-1));
      expect(names).toEqual(Object.keys(allowScripts ?? {}));
    });

    it('run for none of them', () => {
      expect(Object.entries(allowScripts ?? {}).filter(([, runs]) => runs)).toEqual([]);
    });
  });
});
