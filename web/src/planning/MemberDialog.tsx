import { Button, Group, Modal, NumberInput, Select, SimpleGrid, Stack, Switch, Tabs, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { UserMinus } from "lucide-react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { may } from "@/contract/permissions";
import { membersQuery, useMe } from "@/contract/queries";
import type { TeamMember } from "@/contract/types";
import { type Action, pick, useActions } from "@/ui/actions";
import { Copyable } from "@/ui/Bits";
import { Form, useFormWrite } from "@/ui/Form";
import { ZoneSelect } from "@/ui/fields";
import { counted } from "@/ui/format";
import { BoneRows, Empty } from "@/ui/States";
import { AvailabilityForm } from "./AvailabilityForm";
import { SkillsField } from "./fields";

interface MemberDialogProps {
  id: string;
  members: TeamMember[];
  close: () => void;
}

/** One person of the team, or a new one. */
export function MemberDialog({ id, members, close }: MemberDialogProps) {
  const member = members.find((one) => one.id === id);
  const known = [...new Set(members.flatMap((one) => one.skills.map(({ skill }) => skill)))];
  return (
    <Modal opened onClose={close} title={member?.name ?? "Add person"} size={620}>
      {id === "new" ? (
        <MemberForm known={known} close={close} />
      ) : member ? (
        <Tabs defaultValue="person" keepMounted={false}>
          <Tabs.List mb="md">
            <Tabs.Tab value="person">Person and skills</Tabs.Tab>
            <Tabs.Tab value="time">Week and days off</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="person">
            <MemberForm member={member} known={known} close={close} />
          </Tabs.Panel>
          <Tabs.Panel value="time">
            <AvailabilityForm member={member} close={close} />
          </Tabs.Panel>
        </Tabs>
      ) : members.length > 0 ? (
        <Empty icon={UserMinus} title="This person is no longer in the team" />
      ) : (
        <BoneRows count={3} />
      )}
    </Modal>
  );
}

const removal: Action<TeamMember>[] = [
  {
    name: "removeTeamMember",
    label: "Remove from team",
    icon: UserMinus,
    group: "This person",
    danger: true,
    ask: ({ name, load }) => ({
      title: `Remove ${name} from the team?`,
      text: `${counted(load.openTasks, "open task")} will have no assignee. Finished tasks keep the name.`,
      confirm: "Remove",
    }),
    run: ({ id }) => take(api.DELETE("/api/team/{id}", { params: { path: { id } } })),
    done: "Removed from the team.",
    stale: () => [keys.team, keys.tasks],
  },
];

function MemberForm({ member, known, close }: { member?: TeamMember; known: string[]; close: () => void }) {
  const me = useMe();
  const people = useQuery({ ...membersQuery, enabled: may(me, "member.read") || may(me, "member.manage") });
  const form = useForm({
    initialValues: {
      name: member?.name ?? "",
      personId: member?.personId ?? "",
      email: member?.email ?? "",
      role: member?.role ?? "",
      timeZone: member?.timeZone ?? me.workspace.timeZone,
      maxConcurrent: (member?.maxConcurrent ?? 3) as number | string,
      skills: member?.skills ?? [],
      active: member?.active ?? true,
    },
    validate: { name: (name) => (name.trim() ? null : "Enter a name.") },
  });
  type Values = typeof form.values;
  const save = useFormWrite(form, {
    run: ({ personId, email, role, skills, maxConcurrent, ...rest }: Values) => {
      const body = {
        ...rest,
        personId: personId || null,
        email: email || null,
        role: role || null,
        maxConcurrent: Number(maxConcurrent) || 1,
        skills: skills.filter(({ skill }) => skill.trim()),
      };
      return member
        ? take(
            api.PATCH("/api/team/{id}", {
              params: { path: { id: member.id } },
              body: { ...body, version: member.version },
            }),
          )
        : take(api.POST("/api/team", { body }));
    },
    stale: [keys.team, keys.tasks],
    done: member ? "Saved." : "Added to the team.",
    onDone: close,
  });
  const bound = useActions(removal, member);
  const [remove] = pick(bound, "removeTeamMember");
  const changes = member ? member.can.includes("changeTeamMember") : true;
  return (
    <Form
      form={form}
      save={save}
      label={member ? "Save" : "Add person"}
      close={close}
      disabled={!changes || !form.isDirty()}
    >
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        <TextInput label="Name" data-autofocus={!member || undefined} {...form.getInputProps("name")} />
        <TextInput label="Role" placeholder="Designer" {...form.getInputProps("role")} />
        <Select
          label="Login"
          description="Who gets notifications and My work."
          placeholder="No login"
          clearable
          data={(people.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          {...form.getInputProps("personId")}
          value={form.values.personId || null}
          onChange={(id) => {
            form.setFieldValue("personId", id ?? "");
            const person = people.data?.items.find((one) => one.id === id);
            if (person && !form.values.name) form.setFieldValue("name", person.name);
            if (person && !form.values.email) form.setFieldValue("email", person.email);
          }}
        />
        <TextInput
          label="E-mail"
          description="For imports and invitations."
          type="email"
          {...form.getInputProps("email")}
        />
        <ZoneSelect {...form.getInputProps("timeZone")} />
        <NumberInput
          label="Tasks at a time"
          description="At most, when tasks are assigned."
          min={1}
          max={50}
          allowDecimal={false}
          {...form.getInputProps("maxConcurrent")}
        />
      </SimpleGrid>
      <SkillsField
        label="Skills"
        value={form.values.skills}
        known={known}
        change={(skills) => form.setFieldValue("skills", skills)}
      />
      {member ? (
        <Stack gap="sm">
          <Switch label="Active: gets tasks automatically" {...form.getInputProps("active", { type: "checkbox" })} />
          <Group gap="xs">
            {member.calendarUrl ? <Copyable text={member.calendarUrl} label="Copy calendar address" /> : null}
            {remove ? (
              <Button
                variant="default"
                color="red"
                leftSection={<remove.icon size={15} aria-hidden />}
                onClick={remove.perform}
              >
                {remove.label}
              </Button>
            ) : null}
          </Group>
        </Stack>
      ) : null}
    </Form>
  );
}
