import { store } from "./store";

/** The campaign for which a person asks for approval. */
export const requesting = store<string | undefined>(undefined);
