import { Modal, Title } from "@mantine/core";
import { useOffered } from "@/ui/actions";
import { Keys } from "@/ui/Bits";
import { RowList } from "@/ui/List";
import classes from "./shell.module.css";

export function ShortcutHelp({ opened, close }: { opened: boolean; close: () => void }) {
  const offered = useOffered().filter((action) => action.keys);
  const groups = [...new Set(offered.map((action) => action.group))];
  return (
    <Modal opened={opened} onClose={close} title="Keyboard shortcuts" size={680}>
      <div className={classes.shortcuts}>
        {groups.map((group) => (
          <section key={group}>
            <Title order={3} mb={4}>
              {group}
            </Title>
            <RowList>
              {offered
                .filter((action) => action.group === group)
                .map((action) => (
                  <li
                    key={action.name}
                    style={{ display: "flex", justifyContent: "space-between", padding: "7px 0", border: 0 }}
                  >
                    <span>{action.label}</span>
                    <Keys keys={action.keys ?? ""} />
                  </li>
                ))}
            </RowList>
          </section>
        ))}
      </div>
    </Modal>
  );
}
