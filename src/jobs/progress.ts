/** How a long job tells what it is doing: a few words, as often as it likes. */
export type JobProgress = (text: string) => void;
