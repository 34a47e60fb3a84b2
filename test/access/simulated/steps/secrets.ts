import { applying, CORE, object, type Step, step } from './step';

const S = `${CORE}/secrets/s`;
const secret = (data: object) => object('Secret', 's', { data });
const encoded = (text: string) => Buffer.from(text).toString('base64');

/** A Secret in which each manager has keys of its own. */
export const secrets: readonly Step[] = [
  applying('keys of one', 'promfleet:a', S, secret({ 'a.crt': encoded('a') })),
  applying('keys of two', 'promfleet:b', S, secret({ 'b.crt': encoded('b') })),
  applying('other keys of one', 'promfleet:a', S, secret({ 'a.key': encoded('k') })),
  applying('keys of another', 'promfleet:a', S, secret({ 'b.crt': encoded('c') })),
  applying('no keys of one', 'promfleet:a', S, object('Secret', 's')),
  applying('no keys at all', 'promfleet:b', S, object('Secret', 's')),
  step('what is left', 'GET', S),
  applying('another type', 'promfleet:b', S, { ...secret({}), type: 'example.com/other' }),
  applying('in clear', 'promfleet:b', S, object('Secret', 's', { stringData: { k: 'v' } })),
];
