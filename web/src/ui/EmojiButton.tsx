import { ActionIcon, Popover } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { Smile } from "lucide-react";
import { lazy, Suspense } from "react";
import { putAt } from "./putAt";
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
    putAt(field, emoji, onChange);
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
