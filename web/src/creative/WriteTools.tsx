import { ActionIcon, Group, Popover, Tooltip } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { AtSign, Link2 } from "lucide-react";
import type { ReactNode } from "react";
import { EmojiButton } from "@/ui/EmojiButton";
import { LinkForm } from "@/ui/LinkForm";
import type { LinkTags } from "@/ui/linkTags";
import { putAt } from "@/ui/putAt";

interface WriteToolsProps {
  /** The id of the text area. */
  field: string;
  tags: LinkTags | undefined;
  onChange: (text: string) => void;
  children?: ReactNode;
}

/** What can be put into a text: emoji, links, mentions. */
export function WriteTools({ field, tags, onChange, children }: WriteToolsProps) {
  const [linking, link] = useDisclosure();
  const mention = () => {
    const area = document.getElementById(field) as HTMLTextAreaElement | null;
    const before = area?.value.slice(0, area.selectionStart) ?? "";
    putAt(field, before === "" || /\s$/.test(before) ? "@" : " @", onChange);
  };
  return (
    <Group gap={2}>
      <EmojiButton field={field} onChange={onChange} />
      <Popover
        opened={linking}
        onChange={(open) => (open ? undefined : link.close())}
        position="bottom-start"
        trapFocus
      >
        <Popover.Target>
          <ActionIcon aria-label="Insert link" title="Insert link" aria-expanded={linking} onClick={link.toggle}>
            <Link2 size={16} />
          </ActionIcon>
        </Popover.Target>
        <Popover.Dropdown p="xs">
          <LinkForm
            before=""
            tags={tags}
            label="Insert link"
            onSet={(url) => {
              link.close();
              putAt(field, url, onChange);
            }}
          />
        </Popover.Dropdown>
      </Popover>
      <Tooltip label="Mention">
        <ActionIcon aria-label="Mention" onClick={mention}>
          <AtSign size={16} />
        </ActionIcon>
      </Tooltip>
      {children}
    </Group>
  );
}
