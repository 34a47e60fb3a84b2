import { appendItems, applyEdits, type NewItem } from '../../../yaml/edit';

export const NEW: NewItem = { value: { name: 'new', server: 'https://192.0.2.9:6443' } };
export const LABELLED: NewItem = {
  value: { ...NEW.value, labels: { provider: 'eks', region: 'eu-west-1' } },
};
/** One that comes in as a comment. */
export const DEAD: NewItem = {
  comment: ['dead: connection refused'],
  value: { name: 'dead', server: 'https://192.0.2.8:6443' },
  commentedOut: true,
};

/** A text with items added to its clusters. */
export const append = (text: string, ...items: NewItem[]) =>
  applyEdits(text, appendItems(text, 'clusters', items));
