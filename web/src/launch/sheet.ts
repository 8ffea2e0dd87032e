import { store } from "@/ui/store";

/** The campaign whose launch sheet is open. */
export const launching = store<string | undefined>(undefined);
