import { Button, Group, Modal, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { FlaskConical } from "lucide-react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { may } from "@/contract/permissions";
import { useMe } from "@/contract/queries";
import { FormProblem } from "@/ui/States";
import { useWrite } from "@/ui/useWrite";
import { checklistQuery } from "./queries";
import classes from "./start.module.css";

/** The sample campaign of the workspace, while there is one. */
export function SampleNotice() {
  const me = useMe();
  const { data } = useQuery(checklistQuery);
  const [asking, ask] = useDisclosure();
  const remove = useWrite({
    run: () => take(api.DELETE("/api/start/sample")),
    stale: [keys.start, keys.campaigns, keys.calendar, keys.assets, keys.blogPosts],
    done: "Sample data removed.",
    onDone: ask.close,
  });
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
      {me.role === "owner" && may(me, "campaign.delete") ? (
        <Button size="xs" variant="default" onClick={ask.open}>
          Remove sample data
        </Button>
      ) : null}
      <Modal opened={asking} onClose={ask.close} title="Remove the sample data?">
        <Text mb="md">
          The sample campaign is deleted with its texts, pictures, posts and e-mail. Your own work stays as it is. This
          can't be undone.
        </Text>
        <FormProblem error={remove.error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={ask.close}>
            Cancel
          </Button>
          <Button color="red.8" loading={remove.isPending} onClick={() => remove.mutate()}>
            Remove sample data
          </Button>
        </Group>
      </Modal>
    </div>
  );
}
