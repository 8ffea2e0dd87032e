import { Select, SimpleGrid, Switch, Text } from "@mantine/core";
import { useForm } from "@mantine/form";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { type Campaign, campaignTypes, type NewTimeline } from "@/contract/types";
import { Form, useFormWrite } from "@/ui/Form";
import { DateField } from "@/ui/fields";
import { dayOf, humanise } from "@/ui/format";
import { Notice } from "@/ui/States";
import classes from "./planning.module.css";
import { tooShort } from "./templates";

const none = "none";
const anchors = [
  { value: "launch", label: "Launch (work ends before)" },
  { value: "start", label: "Start of the work" },
  { value: "end", label: "End of the work" },
];

interface NewTimelineFormProps {
  campaign: Campaign;
  replaces: boolean;
  close: () => void;
}

/** Makes the plan of a campaign from the template of its type, or of the tasks that it has. */
export function NewTimelineForm({ campaign, replaces, close }: NewTimelineFormProps) {
  const form = useForm({
    initialValues: {
      template: campaign.type as string,
      anchor: "launch",
      date: (campaign.startDate ?? null) as string | null,
      pace: campaign.priority !== "normal",
    },
    validate: { date: (date) => (date ? null : "Choose a day.") },
  });
  type Values = typeof form.values;
  const create = useFormWrite(form, {
    run: ({ template, anchor, date, pace }: Values) =>
      take(
        api.POST("/api/campaigns/{id}/timeline", {
          params: { path: { id: campaign.id } },
          body: {
            template: template === none ? null : template,
            anchor: anchor as NewTimeline["anchor"],
            date,
            paceByPriority: pace,
            ...(replaces ? { replace: true } : {}),
          },
        }),
      ),
    stale: [keys.campaign(campaign.id), keys.tasks],
    done: "Timeline created.",
    onDone: close,
  });
  const { pace, ...wish } = form.values;
  const today = dayOf(new Date(), campaign.timeZone);
  const late = tooShort({ ...wish, priority: pace ? campaign.priority : undefined }, today);
  const { onChange: setAnchor, ...anchor } = form.getInputProps("anchor");
  return (
    <div className={classes.create}>
      {replaces ? (
        <Text c="dimmed">
          Tasks of the old template that no one has started are deleted. Tasks that are started or done, and your own
          tasks, stay.
        </Text>
      ) : null}
      <Form form={form} save={create} label={replaces ? "Make again" : "Create timeline"} close={close}>
        <Select
          label="Tasks"
          allowDeselect={false}
          data={[
            ...campaignTypes.map((value) => ({ value, label: `Template: ${humanise(value)}` })),
            { value: none, label: "Only the tasks that this campaign has" },
          ]}
          {...form.getInputProps("template")}
        />
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
          <Select
            label="Plan from"
            allowDeselect={false}
            data={anchors}
            {...anchor}
            onChange={(chosen) => {
              setAnchor(chosen);
              // Work can't start in the past.
              if (chosen === "start" && (wish.date ?? "") < today) form.setFieldValue("date", today);
            }}
          />
          <DateField label="Day" clearable={false} placeholder="Choose a day" {...form.getInputProps("date")} />
        </SimpleGrid>
        {campaign.priority === "normal" ? null : (
          <Switch
            label={`Adjust lengths to the priority (${campaign.priority})`}
            {...form.getInputProps("pace", { type: "checkbox" })}
          />
        )}
        {late ? <Notice tone="warn">{late}</Notice> : null}
      </Form>
    </div>
  );
}
