import { labelClash } from '../../inventory';
import { checkLabelName } from '../../language/names';
import type { Mapping } from '../../yaml/edit';
import { acceptable, type Choice } from './acceptable';
import type { Candidate } from './candidate';
import type { Finding, Findings } from './findings';
import type { ChosenName, NameParts } from './names';
import { isBehindRancher, providerOf, regionOf } from './provider';

/** What is to be written for a cluster. */
export interface Proposal {
  readonly entry: Mapping;
  /** In the order of the entry. */
  readonly choices: readonly Choice[];
  /** What people had better know, each a sentence in one line. */
  readonly notes: readonly string[];
}

/** What is known of a cluster. */
export interface Known {
  readonly candidate: Candidate;
  readonly chosen: ChosenName;
  readonly parts: NameParts;
  /** As it is to be written. */
  readonly server: string;
  /**
   * What the cluster answered.
   *
   * @default - it was not asked
   */
  readonly findings?: Findings;
  /** The label that tells members apart. */
  readonly clusterLabel: string;
}

/** Proposes an entry for a cluster: what is not said is the fleet file's default. */
export function propose(known: Known): Proposal {
  const { candidate, chosen, server, findings = {} } = known;
  const choices = [
    ...nameChoice(chosen),
    ...contextChoice(candidate, chosen.name),
    ...labelChoices(known),
    ...tlsChoice(candidate),
    ...authChoice(known),
    ...monitorChoices(findings),
  ];
  const { notes, ...accepted } = acceptable({ name: chosen.name, server }, choices);
  const others = [...notesOf(candidate, server), ...notesOnFindings(findings)];
  return { ...accepted, notes: [...notes, ...others] };
}

const nameChoice = ({ name, reasons }: ChosenName): Choice[] =>
  reasons.length === 0 ? [] : [{ key: 'name', value: name, reasons }];

function contextChoice({ context }: Candidate, name: string): Choice[] {
  if (context === undefined || context === name) return [];
  return [{ key: 'kubeContext', value: context, reasons: ['its context has another name'] }];
}

function labelChoices({ candidate, parts, findings, server, clusterLabel }: Known): Choice[] {
  const own = Object.entries(candidate.labels ?? {}).filter(
    ([name, value]) =>
      value !== '' && checkLabelName(name) === undefined && !labelClash(name, clusterLabel),
  );
  const taken = new Set(own.map(([name]) => name));
  const provider = findings?.provider ?? providerOf({ ...candidate, server });
  const region = regionFinding(server, parts);
  const label = (name: string, finding: Finding<string> | undefined): Choice[] =>
    finding && !taken.has(name)
      ? [{ key: `labels.${name}`, value: finding.value, reasons: finding.reasons }]
      : [];
  return [
    ...label('provider', provider),
    ...label('region', region),
    ...own.map(([name, value]) => ({
      key: `labels.${name}`,
      value,
      reasons: [`${candidate.source} has this label`],
    })),
  ];
}

function regionFinding(server: string, { region }: NameParts): Finding<string> | undefined {
  const ofServer = regionOf(server);
  if (ofServer !== undefined) return { value: ofServer, reasons: ['its server has it'] };
  return region === undefined ? undefined : { value: region, reasons: ['its name has it'] };
}

function tlsChoice({ tlsServerName }: Candidate): Choice[] {
  if (!tlsServerName) return [];
  const reasons = ['the source verifies its certificate against this name'];
  return [{ key: 'tls.serverName', value: tlsServerName, reasons }];
}

const RANCHER = 'Rancher ends the TLS connection, so that no certificate reaches the cluster';

/** A token works everywhere; a certificate only where the cluster signs one. */
function authChoice({ candidate, findings, server }: Known): Choice[] {
  const { login, loginWith } = candidate;
  const provider = findings?.provider ?? providerOf({ ...candidate, server });
  const signs = findings?.signsClientCertificates;
  const asFarAsKnown = [
    ...(isBehindRancher(server) ? [RANCHER] : []),
    ...(provider?.value === 'eks' ? ['EKS signs no client certificates'] : []),
  ];
  const reasons = [
    ...(signs?.value === false ? signs.reasons : asFarAsKnown),
    ...(login === 'exec' || login === 'authProvider'
      ? [`one logs in with ${loginWith ?? 'a program'}, as to clusters that others run`]
      : []),
  ];
  if (reasons.length === 0) return [];
  return [{ key: 'auth.type', value: 'serviceAccountToken', reasons }];
}

function monitorChoices(findings: Findings): Choice[] {
  const { existing, kubeletCertificates: kubelets, nodeExporterPortTaken: taken } = findings;
  if (existing && existing.value.jobs.length > 0) {
    const { service, namespace, port, scheme, prefix, jobs } = existing.value;
    const value = {
      service,
      namespace,
      port,
      scheme,
      prefix: prefix === '' ? undefined : prefix,
      jobs,
    };
    return [{ key: 'monitor.existing', value, reasons: existing.reasons }];
  }
  return [
    ...(taken ? [{ key: 'monitor.nodeExporter', value: false, reasons: taken.reasons }] : []),
    ...(kubelets?.value === 'self-signed'
      ? [{ key: 'monitor.kubelet.insecureSkipVerify', value: true, reasons: kubelets.reasons }]
      : []),
  ];
}

function notesOf(candidate: Candidate, server: string): string[] {
  const { insecureSkipVerify, proxyUrl, context, source } = candidate;
  return [
    ...(isBehindRancher(server)
      ? [
          'Rancher takes the token only with JWT authentication, see Rancher in docs/add-a-cluster.md',
        ]
      : []),
    ...(insecureSkipVerify
      ? [
          'the source does not verify its certificate (insecure-skip-tls-verify), which is not copied: the hub verifies it; write tls.serverName if it bears another name, or, knowing what it means, tls.insecureSkipVerify',
        ]
      : []),
    ...(proxyUrl
      ? [
          'the source reaches it through a proxy (proxy-url): write proxyUrl where the hub needs one, too',
        ]
      : []),
    ...(context === undefined
      ? [`no context of the kubeconfig leads there, only ${source}: apply and connect need one`]
      : []),
  ];
}

function notesOnFindings({ existing, kubeletCertificates, notes = [] }: Findings): string[] {
  const { service, namespace, jobs, replicaLabel: label } = existing?.value ?? {};
  return [
    ...(jobs?.length === 0
      ? [
          `it has the Prometheus ${namespace}/${service}, whose jobs could not be read: to keep it alone, write monitor.existing as in docs/bring-your-own-prometheus.md`,
        ]
      : []),
    ...(label === undefined
      ? []
      : [
          `the replicas of its Prometheus differ in the label ${label}, so the hub sees two sets of series with gaps, see Replicas in docs/bring-your-own-prometheus.md`,
        ]),
    ...(kubeletCertificates?.value === 'unknown' && !existing
      ? [
          `whether its kubelets' certificates verify is not known: ${kubeletCertificates.reasons.join(', ')}`,
        ]
      : []),
    ...notes,
  ];
}
