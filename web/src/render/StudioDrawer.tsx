import { ActionIcon, Drawer } from "@mantine/core";
import { X } from "lucide-react";
import { Studio, type StudioParts, type StudioProps } from "./Studio";
import classes from "./studio.module.css";

/** The Studio inside an item: what it creates goes to the item with `onPicked`. */
export function StudioDrawer({ close, ...props }: StudioProps & { close: () => void; parts: StudioParts }) {
  return (
    <Drawer
      opened
      onClose={close}
      size="min(1180px, 100vw)"
      withCloseButton={false}
      padding={0}
      aria-label="Studio"
      classNames={{ body: classes.drawer, content: classes.drawerContent }}
    >
      <Studio
        {...props}
        close={close}
        aside={
          <ActionIcon onClick={close} aria-label="Close">
            <X size={17} aria-hidden />
          </ActionIcon>
        }
      />
    </Drawer>
  );
}
