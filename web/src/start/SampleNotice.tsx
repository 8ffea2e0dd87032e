import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { FlaskConical, Trash2 } from "lucide-react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { may } from "@/contract/permissions";
import { useMe } from "@/contract/queries";
import type { Me } from "@/contract/types";
import { type Action, ActionButton, useActions } from "@/ui/actions";
import { checklistQuery } from "./queries";
import classes from "./start.module.css";

const removal: Action<Me>[] = [
  {
    name: "removeSample",
    label: "Remove sample data",
    icon: Trash2,
    group: "Sample data",
    danger: true,
    when: (me) => me.role === "owner" && may(me, "campaign.delete"),
    ask: () => ({
      title: "Remove the sample data?",
      text: "The sample campaign is deleted with its texts, pictures, posts and e-mail. Your own work stays as it is. This can't be undone.",
      confirm: "Remove sample data",
    }),
    run: () => take(api.DELETE("/api/start/sample")),
    done: "Sample data removed.",
    stale: () => [keys.start, keys.campaigns, keys.calendar, keys.assets, keys.blogPosts],
  },
];

/** The sample campaign of the workspace, while there is one. */
export function SampleNotice() {
  const me = useMe();
  const { data } = useQuery(checklistQuery);
  const [remove] = useActions(removal, me);
  const id = data?.sampleCampaignId;
  if (!id) return null;
  return (
    <div className={classes.sample}>
      <FlaskConical size={18} aria-hidden />
      <span className={classes.postWords}>
        <b>This workspace has a sample campaign</b>
        <small>Its texts, pictures, posts and e-mail are examples. Nothing of it is sent unless you launch it.</small>
      </span>
      <Button
        size="xs"
        variant="default"
        renderRoot={(props) => <Link to="/campaigns/$campaignId" params={{ campaignId: id }} {...props} />}
      >
        Open sample
      </Button>
      <ActionButton action={remove} size="xs" />
    </div>
  );
}
