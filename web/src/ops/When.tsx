import { relative } from "@/ui/format";

/** A time as people say it; the operator has no workspace whose time zone could be used. */
export function When({ at }: { at: string }) {
  return (
    <time dateTime={at} title={at}>
      {relative(at)}
    </time>
  );
}
