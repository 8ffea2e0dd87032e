import { Button, Menu } from "@mantine/core";
import { ChevronDown, Plus } from "lucide-react";
import { useMemo } from "react";
import type { Campaign } from "@/contract/types";
import { newCreativeActions } from "@/creative/actions";
import { newMailingActions } from "@/email/actions";
import { newPictureActions } from "@/render/actions";
import { newPostActions } from "@/social/actions";
import { type Bound, pick, useActions, useOffer } from "@/ui/actions";
import { Keys } from "@/ui/Bits";
import classes from "./content.module.css";

const actions = [...newPostActions, ...newMailingActions, ...newCreativeActions, ...newPictureActions];

/** The ways to a new item, as the menu and the empty list name them. */
const ways = [
  { name: "schedulePost", title: "Post", note: "One text for all your channels", tone: "accent" },
  { name: "createMailing", title: "E-mail", note: "To a segment or a list of addresses", tone: "warn" },
  { name: "createBlogPost", title: "From a blog post", note: "Paste a link, get a draft per channel", tone: "good" },
  { name: "createPicture", title: "Picture or video", note: "From a template or an upload", tone: "info" },
] as const;

export type Way = (typeof ways)[number] & { action: Bound };

/** What can be made in a campaign; its shortcuts work while the campaign is on the screen. */
export function useNewItems(campaign: Campaign): Way[] {
  const bound = useActions(actions, campaign);
  useOffer(bound);
  return useMemo(() => ways.flatMap((way) => pick(bound, way.name).map((action) => ({ ...way, action }))), [bound]);
}

export function NewMenu({ ways: offered, primary }: { ways: Way[]; primary: boolean }) {
  if (offered.length === 0) return null;
  return (
    <Menu width={320}>
      <Menu.Target>
        <Button
          variant={primary ? "filled" : "default"}
          leftSection={<Plus size={15} aria-hidden />}
          rightSection={<ChevronDown size={14} aria-hidden />}
        >
          New
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {offered.map(({ name, title, note, tone, action }) => (
          <Menu.Item
            key={name}
            leftSection={<WayIcon action={action} tone={tone} />}
            rightSection={<Keys keys={action.keys?.split(" ").at(-1) ?? ""} />}
            onClick={action.perform}
          >
            <b className={classes.wayTitle}>{title}</b>
            <span className={classes.wayNote}>{note}</span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** In place of an empty list: the same ways as cards. */
export function NewCards({ ways: offered }: { ways: Way[] }) {
  return (
    <ul className={classes.cards}>
      {offered.map(({ name, title, note, tone, action }) => (
        <li key={name}>
          <button type="button" onClick={action.perform}>
            <WayIcon action={action} tone={tone} />
            <b className={classes.wayTitle}>{title}</b>
            <span className={classes.wayNote}>{note}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function WayIcon({ action: { icon: Icon }, tone }: { action: Bound; tone: string }) {
  return (
    <span className={classes.wayIcon} data-tone={tone}>
      <Icon size={16} aria-hidden />
    </span>
  );
}
