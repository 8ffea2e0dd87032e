import { FileQuestion } from "lucide-react";
import type { SearchResult } from "@/contract/types";
import { Ago } from "@/ui/Bits";
import { PlatformIcon } from "@/ui/PlatformIcon";
import { Row } from "@/ui/Row";
import { Status } from "@/ui/status";
import { foundKind } from "../found";
import { Marked } from "./Marked";
import classes from "./search.module.css";

/** A result: what it is, where it belongs and the words that match. */
export function ResultRow({ result }: { result: SearchResult }) {
  const { kind, id, campaignId, campaignName, channel, status, snippet, subtitle } = result;
  const found = foundKind(kind);
  const Icon = found?.icon ?? FileQuestion;
  return (
    <Row
      {...(found ? { place: found.place({ id, campaignId: campaignId ?? id }) } : {})}
      lead={
        <span className={classes.lead}>
          {channel && channel !== "any" ? (
            <PlatformIcon platform={channel} size={16} named />
          ) : (
            <Icon size={16} aria-hidden />
          )}
        </span>
      }
      title={<Marked text={result.title} ranges={result.titleHighlights} />}
      wraps
      note={
        <>
          {[found?.name ?? kind, campaignName, subtitle].filter(Boolean).join(" · ")} · <Ago at={result.updatedAt} />
        </>
      }
      words={
        snippet && snippet !== result.title ? (
          <span className={classes.snippet}>
            <Marked text={snippet} ranges={result.highlights} />
          </span>
        ) : null
      }
    >
      {status ? <Status value={status} /> : null}
    </Row>
  );
}
