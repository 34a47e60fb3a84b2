import type { Command } from '../command';
import { apply } from './access/apply';
import { connect } from './access/connect';
import { doctor } from './access/doctor';
import { drill } from './access/drill';
import { importCommand } from './access/import';
import { init } from './access/init';
import { access } from './access/rights';
import { status } from './access/status';
import { explain } from './fleet/explain';
import { preview } from './fleet/preview';
import { rules } from './fleet/rules';
import { schema } from './fleet/schema';
import { synth } from './fleet/synth';
import { validate } from './fleet/validate';
import { helm } from './helm/charts';

/** Every command, in the order of the help. */
export const COMMANDS: readonly Command[] = [
  init,
  importCommand,
  apply,
  connect,
  status,
  doctor,
  access,
  drill,
  synth,
  validate,
  rules,
  explain,
  preview,
  schema,
  helm,
];
