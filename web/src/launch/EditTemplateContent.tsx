import { Group, Select, Tabs, Text as Words } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { CampaignTemplate } from "@/contract/types";
import { Form, FormModal, useFormWrite } from "@/ui/Form";
import { humanise } from "@/ui/format";
import { platformName } from "@/ui/platforms";
import { type ContentForm, type ContentValues, Figure, Line, Lines, Moment, Text } from "./contentFields";
import { questionsOf, withPercent, withShares } from "./contentValues";
import { policyNamesQuery } from "./templates";

const channels = ["newsroom", "email", "linkedin", "instagram", "facebook", "bluesky", "mastodon", "tiktok", "twitter"];
const named = (values: string[]) => values.map((value) => ({ value, label: platformName(value) }));

/** What a template makes: its texts with their placeholders, days, tasks, shares and approval policy. */
export function EditTemplateContent({ template, close }: { template: CampaignTemplate; close: () => void }) {
  const { id, version, content, placeholders } = template;
  const form = useForm<ContentValues>({ initialValues: { content: withPercent(content ?? {}) } });
  const save = useFormWrite(form, {
    run: (values: ContentValues) =>
      take(
        api.PATCH("/api/templates/{id}", {
          params: { path: { id } },
          body: {
            content: withShares(values.content),
            placeholders: questionsOf(values.content, placeholders),
            version,
          } as never,
        }),
      ),
    stale: [keys.campaignTemplates],
    done: "Content saved.",
    onDone: close,
  });
  const policies = useQuery(policyNamesQuery).data;
  const { posts, mailings, creatives, budgetShares, timeline } = form.values.content;
  return (
    <FormModal opened close={close} title="Edit content" size={860} sticky>
      <Form form={form} save={save} label="Save" close={close}>
        <Words size="sm" c="dimmed">
          Write placeholders in double brackets:{" "}
          {[...placeholders.map(({ key }) => key), "day", "day+7"].map((key) => `[[${key}]]`).join(", ")}. A new one
          becomes a question when the template is used.
        </Words>
        <Tabs defaultValue="brief" keepMounted={false}>
          <Tabs.List mb="md">
            <Tabs.Tab value="brief">Brief and strategy</Tabs.Tab>
            <Tabs.Tab value="posts">Posts {posts?.length || ""}</Tabs.Tab>
            <Tabs.Tab value="mailings">E-mails {mailings?.length || ""}</Tabs.Tab>
            <Tabs.Tab value="drafts">Drafts {creatives?.length || ""}</Tabs.Tab>
            <Tabs.Tab value="tasks">Tasks {timeline?.tasks?.length || ""}</Tabs.Tab>
            <Tabs.Tab value="budget">Budget and approval</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="brief">
            <Brief form={form} />
          </Tabs.Panel>
          <Tabs.Panel value="posts">
            <Lines
              form={form}
              path="content.posts"
              items={posts ?? []}
              noun="post"
              nameOf={(index) => `post ${index + 1}`}
              make={() => ({ platform: "linkedin", offsetDays: 0, localTime: "09:00", text: "" })}
              line={(path) => (
                <>
                  <Group gap="sm" align="flex-end">
                    <Channel form={form} path={`${path}.platform`} />
                    <Moment form={form} path={path} />
                  </Group>
                  <Line form={form} path={`${path}.title`} label="Title (newsroom)" />
                  <Text form={form} path={`${path}.text`} label="Text" />
                </>
              )}
            />
          </Tabs.Panel>
          <Tabs.Panel value="mailings">
            <Lines
              form={form}
              path="content.mailings"
              items={mailings ?? []}
              noun="e-mail"
              nameOf={(index) => mailings?.[index]?.name || `e-mail ${index + 1}`}
              make={() => ({ name: "E-mail", offsetDays: 0, localTime: "09:00", subject: "", markdown: "" })}
              line={(path) => (
                <>
                  <Line form={form} path={`${path}.name`} label="Name" />
                  <Moment form={form} path={path} />
                  <Line form={form} path={`${path}.subject`} label="Subject" />
                  <Line form={form} path={`${path}.preheader`} label="Preview text" />
                  <Text form={form} path={`${path}.markdown`} label="Text" />
                </>
              )}
            />
          </Tabs.Panel>
          <Tabs.Panel value="drafts">
            <Lines
              form={form}
              path="content.creatives"
              items={creatives ?? []}
              noun="draft"
              nameOf={(index) => creatives?.[index]?.name || `draft ${index + 1}`}
              removable={(index) =>
                ![...(posts ?? []), ...(mailings ?? [])].some((one) => one.creative === creatives?.[index]?.key)
              }
              make={() => ({
                key: `draft_${Date.now().toString(36)}`,
                name: "",
                kind: "text",
                platform: "linkedin",
                components: { caption: "" },
              })}
              line={(path) => (
                <>
                  <Line form={form} path={`${path}.name`} label="Name" />
                  <Channel form={form} path={`${path}.platform`} />
                  <Text form={form} path={`${path}.brief`} label="What it should show" />
                  <Text form={form} path={`${path}.components.caption`} label="Text" />
                </>
              )}
            />
          </Tabs.Panel>
          <Tabs.Panel value="tasks">
            <Tasks form={form} />
          </Tabs.Panel>
          <Tabs.Panel value="budget">
            <Lines
              form={form}
              path="content.budgetShares"
              items={budgetShares ?? []}
              noun="share"
              nameOf={(index) => platformName(budgetShares?.[index]?.channel ?? "share")}
              make={() => ({ channel: "linkedin", share: 10 })}
              line={(path) => (
                <Group gap="sm" align="flex-end">
                  <Channel form={form} path={`${path}.channel`} />
                  <Figure form={form} path={`${path}.share`} label="Share" suffix="%" />
                </Group>
              )}
            />
            <Select
              mt="lg"
              w={260}
              label="Approval policy"
              clearable
              data={(policies?.items ?? []).map(({ name }) => ({
                value: name,
                label: humanise(name.replaceAll("-", "_")),
              }))}
              {...form.getInputProps("content.approvalPolicy")}
            />
          </Tabs.Panel>
        </Tabs>
      </Form>
    </FormModal>
  );
}

function Channel({ form, path }: { form: ContentForm; path: string }) {
  return <Select label="Channel" w={180} allowDeselect={false} data={named(channels)} {...form.getInputProps(path)} />;
}

function Brief({ form }: { form: ContentForm }) {
  return (
    <>
      <Text form={form} path="content.brief.objective" label="Goal" />
      <Text form={form} path="content.brief.description" label="Description" />
      <Group gap="sm" my="sm">
        <Figure form={form} path="content.brief.startOffsetDays" label="Starts (days from launch)" />
        <Figure form={form} path="content.brief.durationDays" label="Runs for (days)" />
      </Group>
      <Text form={form} path="content.strategy.targetAudience" label="Target audience" />
      <Text form={form} path="content.strategy.brandTone" label="Tone" />
      <Text form={form} path="content.strategy.constraints" label="Constraints" />
    </>
  );
}

/** Tasks that others wait for stay. */
function Tasks({ form }: { form: ContentForm }) {
  const tasks = form.values.content.timeline?.tasks ?? [];
  return (
    <Lines
      form={form}
      path="content.timeline.tasks"
      items={tasks}
      noun="task"
      nameOf={(index) => tasks[index]?.title || `task ${index + 1}`}
      removable={(index) => !tasks.some(({ after }) => after?.some(({ key }) => key === tasks[index]?.key))}
      make={() => ({ key: `task_${Date.now().toString(36)}`, title: "", durationDays: 1, dueOffsetDays: -7 })}
      line={(path) => (
        <>
          <Line form={form} path={`${path}.title`} label="Task" />
          <Group gap="sm">
            <Figure form={form} path={`${path}.durationDays`} label="Days of work" />
            <Figure form={form} path={`${path}.dueOffsetDays`} label="Due (days from launch)" />
          </Group>
        </>
      )}
    />
  );
}
