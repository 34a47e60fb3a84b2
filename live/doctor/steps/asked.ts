import { hubsWay } from '../../credentials/place';
import type { Patient } from '../patient';

/** What is asked, as people call it. */
export const asked = ({ member }: Patient) => hubsWay(member).server;
