import { login } from './login';
import { httpRoute, ingress, ingressNamespaces } from './routes';

/** Keys of the hub for those who come from outside its cluster. */
export const hubDoors = {
  ingress: ingress('the login of Prometheus').optional(),
  httpRoute: httpRoute('the login of Prometheus').optional(),
  ingressNamespaces: ingressNamespaces.optional(),
  login: login.optional(),
};

export { grafanaDoors } from './grafana';
