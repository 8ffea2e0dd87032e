import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { FocusFrame } from "@/ui/FocusFrame";
import { useAddress } from "@/ui/useAddress";
import { AskWebsite } from "./AskWebsite";
import { CheckFound } from "./CheckFound";
import { Making } from "./Making";
import { websiteQuery } from "./queries";
import type { StartSearch } from "./routes";
import { Steps } from "./Steps";

/** From the address of a website to a draft campaign: ask, check, make. */
export function StartFlow({ picture }: { picture: (assetId: string, alt: string) => ReactNode }) {
  const [search, change] = useAddress<StartSearch>();
  const site = useQuery(websiteQuery(search.url ?? ""));
  const step = search.run ? 3 : search.own || site.data ? 2 : 1;
  return (
    <FocusFrame
      title={step === 3 ? "First campaign" : step === 2 ? "Check what was found" : "What’s your website?"}
      heading={<span />}
      label="Start"
      back={{ to: "/" }}
      middle={<Steps current={step} />}
      actions={
        <Button variant="subtle" color="gray" renderRoot={(props) => <Link to="/" {...props} />}>
          Skip for now
        </Button>
      }
    >
      {search.run ? (
        <Making run={search.run} picture={picture} again={() => change({ run: undefined })} />
      ) : step === 2 ? (
        <CheckFound
          key={search.own ? "own" : search.url}
          site={search.own ? undefined : site.data}
          readAnother={() => change({ url: undefined, own: undefined })}
          started={(run) => change({ run }, { keepHistory: true })}
        />
      ) : (
        <AskWebsite
          url={search.url ?? ""}
          reading={site.isFetching}
          error={site.error}
          read={(url) => (url === search.url ? void site.refetch() : change({ url }, { keepHistory: true }))}
          explored={(run) => change({ run, url: undefined }, { keepHistory: true })}
          startWithout={() => change({ own: true, url: undefined }, { keepHistory: true })}
        />
      )}
    </FocusFrame>
  );
}
