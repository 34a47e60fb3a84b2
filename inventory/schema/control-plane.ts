import { z } from 'zod';
import { serverNameCheck } from '../../language/names';
import { text } from './formats';
import { selectorOf } from './label-selector';
import { dnsLabel, flag, objectName, port } from './scalars';

const component = z
  .strictObject({
    port: port('Port of its metrics.').optional(),
    scheme: z
      .enum(['http', 'https'])
      .meta({ description: 'Scheme that it is asked by. With `secret` always https.' })
      .optional(),
    namespace: dnsLabel(
      'Namespace of its pods. Who may create pods there is believed. Default: kube-system.',
    ).optional(),
    selector: selectorOf(
      'no label selects every pod, found none, write one or leave selector out',
      'Labels that they have, all of them.',
    )
      .meta({ description: 'Labels of its pods.' })
      .optional(),
    secret: objectName(
      "Secret in the monitor's namespace with ca.crt, tls.crt and tls.key, which it is asked with instead of a token. Default: none.",
    ).optional(),
    serverName: text(
      serverNameCheck('the name that the certificate has, such as localhost'),
      "Name that its certificate is verified against. Default: the pod's address.",
    ).optional(),
    insecureSkipVerify: flag('Accept any certificate of it. Warned about.').optional(),
  })
  .superRefine(({ scheme, secret }, context) => {
    if (secret === undefined || scheme !== 'http') return;
    const message = 'a certificate is shown by https alone, found http, leave it out';
    context.addIssue({ code: 'custom', path: ['scheme'], message });
  })
  .meta({
    id: 'controlPlaneComponent',
    description: 'How a component is found and asked, where that differs.',
  });

const asked = (what: string) =>
  z
    .union([z.boolean(), component])
    .meta({ description: `Scrape ${what}.` })
    .optional();

/** Components of a cluster that are scraped when asked for, by their keys. */
const components = {
  etcd: asked('etcd, as job etcd: port 2381 without TLS, or 2379 with `secret`'),
  scheduler: asked('the scheduler, as job kube-scheduler: port 10259 with the token'),
  controllerManager: asked(
    'the controller manager, as job kube-controller-manager: port 10257 with the token',
  ),
  kubeProxy: asked('kube-proxy, as job kube-proxy: port 10249 of every node'),
  coreDns: asked('CoreDNS, as job coredns: port 9153'),
};

export type ControlPlaneKey = keyof typeof components;

/** What differs about one of them. */
export type ControlPlaneEntry = z.infer<typeof component>;

export const controlPlane = z
  .strictObject(components)
  .meta({ description: 'Components of the cluster that are scraped beside the API servers.' });
