import { Button, type ButtonProps, Stack, Text } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { CheckCheck } from "lucide-react";
import { useState } from "react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { problemOf } from "@/contract/problem";
import type { Campaign, Scope } from "@/contract/types";
import { Footer, FormModal } from "@/ui/Form";
import { humanise } from "@/ui/format";
import { namesAmong } from "@/ui/names";
import { Notice } from "@/ui/States";
import { useWrite } from "@/ui/useWrite";
import classes from "./approval.module.css";
import { approvalsQuery } from "./queries";
import { allToApprove, byItems, itemsLine } from "./scopes";

interface ApproveAllProps extends Pick<ButtonProps, "variant" | "size"> {
  campaign: Campaign;
  scopes: Scope[];
}

/** One confirmation for everything that still needs approval, where the person may approve all of it. */
export function ApproveAll({ campaign, scopes, variant = "filled", size = "sm" }: ApproveAllProps) {
  const [opened, open] = useState(false);
  const left = allToApprove(scopes);
  if (left.length < 2 && !opened) return null;
  return (
    <>
      <Button
        variant={variant}
        size={size}
        leftSection={<CheckCheck size={15} aria-hidden />}
        onClick={() => open(true)}
      >
        Approve all {left.length}
      </Button>
      <FormModal opened={opened} close={() => open(false)} title={`Approve all of “${campaign.name}”`}>
        <Confirm campaign={campaign} scopes={left} close={() => open(false)} />
      </FormModal>
    </>
  );
}

/** The same where the approvals are not in sight. */
export function ApproveCampaign({ campaign }: { campaign: Campaign }) {
  const approvals = useQuery(approvalsQuery(campaign.id));
  return approvals.data ? <ApproveAll campaign={campaign} scopes={approvals.data.scopes} size="xs" /> : null;
}

const listed = new Intl.ListFormat("en");
const inWords = (scopes: Scope[]) => humanise(listed.format(scopes.map(({ scope }) => scope)));

/** What was shown is what is approved: if anything changed in between, nothing is. */
function Confirm({ campaign, scopes, close }: { campaign: Campaign; scopes: Scope[]; close: () => void }) {
  const queries = useQueryClient();
  const [problem, setProblem] = useState<{ title: string; text: string }>();
  const stale = [keys.campaign(campaign.id), keys.approvals, keys.campaigns, keys.notifications];
  const approve = useWrite({
    run: async () => {
      setProblem(undefined);
      const { scopes: now } = await queries.fetchQuery({ ...approvalsQuery(campaign.id), staleTime: 0 });
      if (scopes.some(({ scope, digest }) => now.find((one) => one.scope === scope)?.digest !== digest)) {
        setProblem({
          title: "Something changed while you were reading",
          text: "Nothing was approved. Check the updated list below, then approve it.",
        });
        return undefined;
      }
      await take(
        api.POST("/api/campaigns/{id}/approvals/approve", {
          params: { path: { id: campaign.id } },
          body: { scopes: scopes.map(({ scope, digest }) => ({ scope, digest })) },
        }),
      );
      return scopes;
    },
    stale,
    // The list of what is left is empty by then.
    done: (approved) => (approved ? `${inWords(approved)} approved.` : ""),
    onDone: (approved) => approved && close(),
    onRefused: (error) =>
      setProblem({ title: "Nothing was approved", text: problemOf(error).detail ?? "Try again in a moment." }),
  });
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        approve.mutate();
      }}
    >
      <Stack gap="sm">
        {problem ? (
          <Notice tone="warn" title={problem.title}>
            {problem.text}
          </Notice>
        ) : null}
        {byItems(scopes).map((group) => (
          <Group key={group[0]?.scope} scopes={group} />
        ))}
        <Text size="sm" c="dimmed">
          They can go out at their scheduled time. Items that change later need approval again.
        </Text>
        <Footer label="Approve all" busy={approve.isPending} close={close} disabled={scopes.length === 0} />
      </Stack>
    </form>
  );
}

function Group({ scopes }: { scopes: Scope[] }) {
  const [first] = scopes;
  if (!first) return null;
  const name = namesAmong(first.items);
  return (
    <div className={classes.summary} data-whole>
      <Text size="sm" fw={600}>
        {inWords(scopes)}
      </Text>
      <Text size="xs" c="dimmed" mb={4}>
        {itemsLine(first)}
      </Text>
      <ul>
        {first.items.map((item) => (
          <li key={`${item.kind} ${item.id}`}>{name(item)}</li>
        ))}
      </ul>
    </div>
  );
}
