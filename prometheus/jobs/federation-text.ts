import type { Credentials, FederationJob } from '../../model/types';
import { isPlain } from '../../yaml/plain-scalar';
import type { YamlWriter } from '../../yaml/write';
import { federationJob } from './federation';

/** Nobody's name and nobody's address, both written without quotes as most are. */
const NAME = 'x5eed5eed5eed';
const TARGET = 'x7a46e77a46e7';

/**
 * The YAML of `federationJob` as an item of a list: of members that are set up alike, but for their
 * names and addresses, once, as turning one into YAML is what costs time.
 */
export function federationText(
  job: FederationJob,
  match: readonly string[],
  yaml: YamlWriter,
  indent: string,
): string {
  const { cluster, target, configMap: _, inventoryConfigMap: __, ...common } = job;
  // A name that needs quotes needs them wherever it stands.
  if (!isPlain(cluster)) return yaml.items([federationJob(job, match)], indent);
  const credentials = renamed(job.credentials, cluster);
  const text = yaml.remembered({ ...common, credentials, match, indent }, () =>
    yaml.items(
      [federationJob({ ...job, cluster: NAME, target: TARGET, credentials }, match)],
      indent,
    ),
  );
  return text.replaceAll(NAME, cluster).replace(TARGET, scalar(target, yaml));
}

function renamed({ items: _, ...files }: Credentials, cluster: string): Credentials {
  const rename = (file: string | undefined) => file?.replace(cluster, NAME);
  return {
    ...files,
    items: [],
    secretName: '',
    caFile: files.caFile.replace(cluster, NAME),
    certFile: rename(files.certFile),
    keyFile: rename(files.keyFile),
    tokenFile: rename(files.tokenFile),
  };
}

/** A text as it stands behind a key. */
function scalar(text: string, yaml: YamlWriter): string {
  return isPlain(text) ? text : yaml.mapping({ text }).slice('text: '.length, -1);
}
