import type { YamlWriter } from '../../yaml/write';
import { rolloutRules } from './rollout';

/** No digest, and written in quotes, as some digests need: they look like numbers. */
export const DIGEST_STAND_IN = '0xd19e57d19e57';

/** The YAML of `rolloutRules`, made once: digests are of one form. */
export const rolloutText = (digest: string, yaml: YamlWriter): string =>
  yaml
    .remembered({ rollout: DIGEST_STAND_IN }, () => yaml.mapping(rolloutRules(DIGEST_STAND_IN)))
    .replace(DIGEST_STAND_IN, digest);
