import { Menu, Text } from "@mantine/core";
import { Check, ChevronsUpDown } from "lucide-react";
import { useMe } from "@/contract/queries";
import { type Bound, showProblem } from "@/ui/actions";
import { Initials } from "@/ui/Bits";
import { humanise } from "@/ui/format";
import { Logo } from "@/ui/Logo";
import { switchTo } from "./actions";
import classes from "./identity.module.css";

export function WorkspaceSwitch({ create }: { create: Bound | undefined }) {
  const { workspace, workspaces } = useMe();
  return (
    <Menu width={260} position="bottom-start">
      <Menu.Target>
        <button type="button" className={classes.switch} aria-label={`Workspace: ${workspace.name}`}>
          <Logo />
          <span>{workspace.name}</span>
          <ChevronsUpDown size={14} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Workspaces</Menu.Label>
        {workspaces.map(({ id, name, role }) => (
          <Menu.Item
            key={id}
            leftSection={<Initials name={name} />}
            rightSection={id === workspace.id ? <Check size={15} aria-label="Current" /> : null}
            onClick={() => (id === workspace.id ? undefined : switchTo(id).catch(showProblem))}
          >
            <Text truncate maw={150}>
              {name}
            </Text>
            <Text size="xs" c="dimmed">
              {humanise(role)}
            </Text>
          </Menu.Item>
        ))}
        {create ? (
          <>
            <Menu.Divider />
            <Menu.Item leftSection={<create.icon size={15} aria-hidden />} onClick={create.perform}>
              {create.label}
            </Menu.Item>
          </>
        ) : null}
      </Menu.Dropdown>
    </Menu>
  );
}
