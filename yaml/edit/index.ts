export { appendItems, takesComments } from './append';
export { diffLines } from './diff';
export { applyEdits, type Edit, EditError } from './edits';
export type { NewItem } from './item';
export type { Mapping, Value } from './render';
export { flowText, mappingText } from './render';
export { setKey } from './set';
