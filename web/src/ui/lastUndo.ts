import { store } from "./store";

/** What Z undoes, on any page. */
export const lastUndo = store<(() => void) | undefined>(undefined);
