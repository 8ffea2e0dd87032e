import { Group, Stack } from "@mantine/core";
import type { FormEventHandler, ReactNode } from "react";
import type { Campaign } from "@/contract/types";
import classes from "./editor.module.css";
import { Page } from "./Page";

interface EditorFrameProps {
  campaign: Campaign;
  /** The tab of the campaign that the thing belongs to. */
  tab: "content" | "email" | "schedule";
  title: string;
  /** The id of its form, for buttons outside of it. */
  form: string;
  beside?: ReactNode;
  actions: ReactNode;
  /** The button that saves, once more at the end on a phone. */
  save: ReactNode;
  side: ReactNode;
  children: ReactNode;
  onSubmit: FormEventHandler<HTMLFormElement>;
}

/** What is written for a campaign: the words on the left, when and to whom on the right. */
export function EditorFrame(frame: EditorFrameProps) {
  const { campaign, tab, title, form, beside, actions, save, side, children, onSubmit } = frame;
  return (
    <Page
      title={title}
      crumbs={[
        { label: "Campaigns", to: "/campaigns" },
        { label: campaign.name, to: `/campaigns/${campaign.id}/${tab}` },
      ]}
      beside={beside}
      actions={actions}
    >
      <form id={form} onSubmit={onSubmit}>
        <div className={classes.editor}>
          <Stack gap="md" miw={0}>
            {children}
          </Stack>
          <Stack gap="md" miw={0}>
            {side}
            <Group justify="flex-end" hiddenFrom="sm">
              {save}
            </Group>
          </Stack>
        </div>
      </form>
    </Page>
  );
}
