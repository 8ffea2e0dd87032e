import { Button, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { CircleCheck, Copy, ExternalLink, Share2 } from "lucide-react";
import { useState } from "react";
import type { Handoff as Known } from "@/contract/types";
import { ActionMenu, useActions, without } from "@/ui/actions";
import { Ago } from "@/ui/Bits";
import { FocusFrame } from "@/ui/FocusFrame";
import { platformName } from "@/ui/platforms";
import { BoneRows, Loaded, Notice } from "@/ui/States";
import { postActions } from "./actions";
import { HandoffFiles } from "./HandoffFiles";
import { HandoffWords } from "./HandoffWords";
import classes from "./handoff.module.css";
import { handoffQuery } from "./queries";
import { useHandoff } from "./useHandoff";

const route = getRouteApi("/shell/posting/$queueId");

/** A post that a person publishes: copy, download, open the network, mark as posted. Made for a phone first. */
export function Handoff() {
  const { queueId } = route.useParams();
  const handoff = useQuery({ ...handoffQuery(queueId), retry: false });
  const [posted, setPosted] = useState<{ network: string; campaignId: string }>();
  if (posted) return <Done {...posted} queueId={queueId} />;
  return (
    <FocusFrame
      title={handoff.data ? `Post on ${platformName(handoff.data.platform)}` : "Post by hand"}
      above={handoff.data?.campaignName ?? ""}
      back={{ to: "/calendar" }}
      label="Post"
      actions={handoff.data ? <More handoff={handoff.data} /> : null}
      foot={handoff.data ? <Foot handoff={handoff.data} done={setPosted} /> : null}
    >
      <div className={classes.page}>
        <Loaded query={handoff} skeleton={<BoneRows count={4} height={90} />}>
          {(known) => <Steps handoff={known} />}
        </Loaded>
      </div>
    </FocusFrame>
  );
}

function Steps({ handoff }: { handoff: Known }) {
  return (
    <>
      {handoff.hold ? (
        <Notice tone="warn" title="Don't post this now">
          {handoff.hold}
        </Notice>
      ) : null}
      <p className={classes.lead}>
        {handoff.account ? <b>{handoff.account}</b> : null}
        {handoff.handedOverAt ? (
          <span>
            Approved. Due <Ago at={handoff.handedOverAt} />
          </span>
        ) : null}
      </p>
      <HandoffFiles files={handoff.assets} />
      <HandoffWords handoff={handoff} />
    </>
  );
}

function More({ handoff }: { handoff: Known }) {
  const bound = useActions(postActions, { ...handoff, title: handoff.title ?? null });
  const labels: Record<string, string> = { reschedulePost: "Postpone", cancelPost: "Don't post this" };
  const actions = without(bound, "openHandoff");
  return <ActionMenu actions={actions.map((action) => ({ ...action, label: labels[action.name] ?? action.label }))} />;
}

/** Always in sight: first to the network, then back to say that it is done. */
function Foot({ handoff, done }: { handoff: Known; done: (to: { network: string; campaignId: string }) => void }) {
  const network = platformName(handoff.platform);
  const { share, open, opened, confirm, permalink, setPermalink, error } = useHandoff(handoff, () =>
    done({ network, campaignId: handoff.campaignId }),
  );
  const may = handoff.can.includes("confirmPost");
  return (
    <form
      noValidate
      className={classes.foot}
      onSubmit={(event) => {
        event.preventDefault();
        confirm.mutate(undefined);
      }}
    >
      <div className={classes.buttons}>
        <Button
          size="md"
          variant={opened ? "default" : "filled"}
          leftSection={handoff.prefilled ? <ExternalLink size={17} aria-hidden /> : <Copy size={17} aria-hidden />}
          onClick={open}
        >
          {handoff.prefilled ? `Open ${network}` : `Copy text and open ${network}`}
        </Button>
        {share ? (
          <Button size="md" variant="default" leftSection={<Share2 size={17} aria-hidden />} onClick={share}>
            Share
          </Button>
        ) : null}
      </div>
      {may ? (
        <div className={classes.confirm}>
          <TextInput
            size="md"
            type="url"
            inputMode="url"
            aria-label="Link to the post"
            placeholder="Link to the post (optional)"
            value={permalink}
            error={error}
            onChange={(event) => setPermalink(event.currentTarget.value)}
          />
          <Button
            size="md"
            type="submit"
            variant={opened ? "filled" : "default"}
            loading={confirm.isPending}
            leftSection={<CircleCheck size={17} aria-hidden />}
          >
            Mark as posted
          </Button>
        </div>
      ) : null}
    </form>
  );
}

function Done({ network, campaignId, queueId }: { network: string; campaignId: string; queueId: string }) {
  return (
    <FocusFrame title="Posted" back={{ to: "/calendar" }} label="Post">
      <div className={classes.done} role="status">
        <CircleCheck size={44} aria-hidden />
        <h2>Posted on {network}</h2>
        <p>The post is published, and its receipt names you.</p>
        <div className={classes.buttons}>
          <Button component={Link} to="/calendar">
            Open calendar
          </Button>
          <Button
            variant="default"
            renderRoot={(props) => (
              <Link to="/campaigns/$campaignId/content/posts/$queueId" params={{ campaignId, queueId }} {...props} />
            )}
          >
            Open post
          </Button>
        </div>
      </div>
    </FocusFrame>
  );
}
