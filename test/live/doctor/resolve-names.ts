import { resolveNames } from '../credentials/names';

// Loaded before a program that asks simulated clusters by their names.
resolveNames();
