import { ActionIcon, Popover } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { Smile } from "lucide-react";
import { lazy, Suspense } from "react";
import { Bone } from "./States";

const EmojiGrid = lazy(() => import("./EmojiGrid").then((m) => ({ default: m.EmojiGrid })));

interface EmojiButtonProps {
  /** The id of the text area that the emoji goes into. */
  field: string;
  onChange: (text: string) => void;
}

/** Puts an emoji where the caret is. */
export function EmojiButton({ field, onChange }: EmojiButtonProps) {
  const [opened, { toggle, close }] = useDisclosure();
  const put = (emoji: string) => {
    close();
    const area = document.getElementById(field) as HTMLTextAreaElement | null;
    if (!area) return;
    const [from, to] = [area.selectionStart, area.selectionEnd];
    onChange(area.value.slice(0, from) + emoji + area.value.slice(to));
    requestAnimationFrame(() => {
      area.focus();
      area.setSelectionRange(from + emoji.length, from + emoji.length);
    });
  };
  return (
    <Popover opened={opened} onChange={(open) => (open ? undefined : close())} position="bottom-start" trapFocus>
      <Popover.Target>
        <ActionIcon aria-label="Emoji" aria-expanded={opened} onClick={toggle}>
          <Smile size={16} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown p="xs">
        <Suspense fallback={<Bone width={296} height={240} />}>
          <EmojiGrid onPick={put} />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  );
}
