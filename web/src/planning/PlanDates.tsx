import { Button, Group, NumberInput, Select, Stack, Text } from "@mantine/core";
import { useForm } from "@mantine/form";
import type { Timeline } from "@/contract/types";
import { CheckedForm } from "@/ui/CheckedForm";
import { FormModal } from "@/ui/Form";
import { DateField } from "@/ui/fields";
import { weekdayDay } from "@/ui/format";
import { countries } from "./countries";
import type { Pending } from "./timeline";

interface PlanDatesProps {
  plan: Timeline;
  close: () => void;
  change: (part: Pending["plan"]) => void;
  remake: () => void;
}

const anchorNames = { launch: "Launch", start: "Start of the work", end: "End of the work" };

/** The dates that the plan is made of. What changes is simulated first. */
export function PlanDates({ plan, close, change, remake }: PlanDatesProps) {
  const project = plan.buffers.find(({ kind }) => kind === "project");
  const form = useForm({
    initialValues: {
      anchor: (plan.anchor.date ?? null) as string | null,
      target: plan.target as string | null,
      buffer: (project?.days ?? plan.bufferDays) as number | string,
      country: (plan.country ?? "") as string,
    },
  });
  const { values } = form;
  const simulate = () => {
    const part: Pending["plan"] = {};
    if (values.anchor && values.anchor !== plan.anchor.date) part.anchor = { ...plan.anchor, date: values.anchor };
    if (values.target && values.target !== plan.target) part.target = values.target;
    if (values.country !== (plan.country ?? "")) part.country = values.country || null;
    if (project && values.buffer !== "" && Number(values.buffer) !== project.days)
      part.buffers = [{ id: project.id, days: Number(values.buffer) }];
    change(part);
  };
  return (
    <FormModal opened close={close} title="Dates and buffer">
      <CheckedForm form={form} onSubmit={form.onSubmit(simulate)}>
        <Stack gap="sm">
          <DateField
            label={anchorNames[plan.anchor.kind ?? "launch"]}
            description="The plan moves with it; done and pinned tasks stay."
            clearable={false}
            {...form.getInputProps("anchor")}
          />
          <DateField
            label="Target"
            description={`Everything should be ready by then. Expected now: ${weekdayDay(plan.projectedFinish)}.`}
            clearable={false}
            {...form.getInputProps("target")}
          />
          {project ? (
            <NumberInput
              label="Buffer in working days"
              description="Spare time before the target, for the unexpected."
              min={0}
              max={1000}
              allowDecimal={false}
              {...form.getInputProps("buffer")}
            />
          ) : null}
          <Select
            label="Public holidays"
            description="Days off in the plan. Assigned tasks follow the calendar of their person."
            searchable
            allowDeselect={false}
            data={[{ value: "", label: "None" }, ...countries()]}
            {...form.getInputProps("country")}
          />
          <Text size="xs" c="dimmed">
            You see what moves before anything is saved.
          </Text>
          <Group justify="space-between">
            <Button variant="default" onClick={remake}>
              Make again from a template
            </Button>
            <Button type="submit" disabled={!form.isDirty()}>
              Show effect
            </Button>
          </Group>
        </Stack>
      </CheckedForm>
    </FormModal>
  );
}
