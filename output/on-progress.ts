/** Is told how many of so many things are done. */
export type OnProgress = (done: number, total: number) => void;
