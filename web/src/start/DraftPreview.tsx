import { ActionIcon, Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { ChevronDown, ChevronUp, X } from "lucide-react";
import { platformsQuery } from "@/contract/queries";
import type { FirstCampaignPreview } from "@/contract/types";
import { PlatformCard } from "@/ui/PlatformCard";
import { PlatformIcon } from "@/ui/PlatformIcon";
import { Bone } from "@/ui/States";
import { Tag } from "@/ui/status";
import { abilityOf, itemName, type StartChannel } from "./channels";
import classes from "./start.module.css";
import { dayAndTime } from "./values";

interface DraftPreviewProps {
  item: FirstCampaignPreview["items"][number];
  /** The picture, or whether it is still drawn. */
  picture: string | null | undefined;
  drawing: boolean;
  author: { name: string; slug: string };
  leaveOut: () => void;
}

/** A draft as its readers would see it. Closed, it shows the start of it. */
export function DraftPreview({ item, picture, drawing, author, leaveOut }: DraftPreviewProps) {
  const [open, toggle] = useDisclosure();
  const platforms = useQuery(platformsQuery);
  const channel = item.channel as StartChannel;
  const name = itemName(channel);
  const ability = abilityOf(channel, platforms.data?.items);
  return (
    <li className={classes.preview}>
      <header>
        <PlatformIcon platform={channel} />
        <span className={classes.postWords}>
          <b>{name}</b>
          <small>{dayAndTime(item.localTime)}</small>
        </span>
        <Tag tone={ability.tone}>{ability.label}</Tag>
        <ActionIcon variant="subtle" color="gray" aria-label={`Leave out ${name}`} onClick={leaveOut}>
          <X size={15} aria-hidden />
        </ActionIcon>
      </header>
      <div className={classes.clip} data-open={open || undefined} inert={!open}>
        <PlatformCard
          platform={channel}
          author={author}
          title={item.title}
          text={item.text ?? undefined}
          thread={item.thread.length > 0 ? item.thread : undefined}
          email={item.mail ?? undefined}
          media={
            picture ? (
              <img className={classes.drawn} src={picture} alt={`${name}, drawn in your colors`} />
            ) : drawing && channel !== "email" ? (
              <Bone height={channel === "instagram" ? 300 : 170} />
            ) : undefined
          }
        />
      </div>
      <Button
        size="xs"
        variant="subtle"
        color="gray"
        aria-expanded={open}
        aria-label={`${open ? "Show less" : "Show all"}: ${name}`}
        onClick={toggle.toggle}
        rightSection={open ? <ChevronUp size={14} aria-hidden /> : <ChevronDown size={14} aria-hidden />}
      >
        {open ? "Show less" : "Show all"}
      </Button>
    </li>
  );
}
