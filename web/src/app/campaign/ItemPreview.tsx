import { Suspense } from "react";
import { WholeText } from "@/ui/PlatformText";
import { Bone } from "@/ui/States";
import { type PreviewProps, scopeKind } from "../kinds";

/** What a reviewer answers for: the words as readers see them but never cut, or when they are sent and to whom. */
export function ItemPreview(props: PreviewProps) {
  const { preview: Preview } = scopeKind(props.item.kind);
  return (
    <WholeText value={true}>
      <Suspense fallback={<Bone height={120} />}>
        <Preview {...props} />
      </Suspense>
    </WholeText>
  );
}
