import type { Campaign } from "@/contract/types";
import { store } from "@/ui/store";

/** The campaign that a person adds figures to. */
export const addingFigures = store<Campaign | undefined>(undefined);
