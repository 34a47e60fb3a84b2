import { providerHost } from '../../language/provider-host';

it.each<[string, ReturnType<typeof providerHost>]>([
  [
    '0123456789ABCDEF0123456789ABCDEF.gr7.eu-west-1.eks.amazonaws.com',
    { provider: 'eks', region: 'eu-west-1' },
  ],
  ['X.yl4.cn-north-1.eks.amazonaws.com.cn', { provider: 'eks', region: 'cn-north-1' }],
  ['X.eks-cluster.us-east-2.api.aws', { provider: 'eks', region: 'us-east-2' }],
  ['shop-dns-0a1b2c3d.hcp.westeurope.azmk8s.io', { provider: 'aks', region: 'westeurope' }],
  ['shop-dns.x.privatelink.northeurope.azmk8s.io', { provider: 'aks', region: 'northeurope' }],
  ['gke-0123-456.europe-west4-a.gke.goog', { provider: 'gke', region: 'europe-west4' }],
  ['gke-0123-456.us-central1.gke.goog', { provider: 'gke', region: 'us-central1' }],
  ['eks.amazonaws.com.example.com', undefined],
  ['192.0.2.1', undefined],
])('%s', (host, expected) => expect(providerHost(host)).toEqual(expected));
