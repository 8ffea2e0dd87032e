import type { Creative } from "@/contract/types";

/** Where its words come from. */
export function sourceOf({ mode, blogPostId }: Creative) {
  if (mode === "ai") return blogPostId ? "From a blog post" : "From a brief";
  return mode === "manual" ? "Written by a person" : "Caption by a person, rest generated";
}
