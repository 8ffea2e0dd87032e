import type { Segment } from "@/contract/types";
import { inWords } from "./rules";

const builtIn: Record<string, string> = {
  all: "All contacts, including those who can't receive mail",
  active: "Added, opened, clicked, bought or visited in the last 90 days",
  inactive: "No activity in the last 90 days",
  new: "Added in the last 30 days",
  high_value: "Value of 500 or more, or at least three purchases",
};

/** Who is in a segment, as people say it. */
export function meaningOf({ key, rules }: Segment) {
  return (key ? builtIn[key] : undefined) ?? inWords(rules);
}
