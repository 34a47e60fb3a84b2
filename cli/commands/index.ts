import type { Command } from '../command';
import { status } from './access/status';
import { schema } from './fleet/schema';
import { synth } from './fleet/synth';
import { validate } from './fleet/validate';
import { helm } from './helm/charts';

/** Every command, in the order of the help. */
export const COMMANDS: readonly Command[] = [synth, validate, schema, helm, status];
