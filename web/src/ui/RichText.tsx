import { lazy, Suspense } from "react";
import type { RichTextProps } from "./RichTextEditor";
import { Bone } from "./States";

const load = () => import("./RichTextEditor");
const RichTextEditor = lazy(() => load().then((m) => ({ default: m.RichTextEditor })));

/** The editor is fetched when the first text needs it. */
export function RichText(props: RichTextProps) {
  return (
    <Suspense fallback={<Bone height={220} />}>
      <RichTextEditor {...props} />
    </Suspense>
  );
}
