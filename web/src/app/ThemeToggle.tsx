import { ActionIcon, Tooltip } from "@mantine/core";
import { Moon, Search, Sun } from "lucide-react";
import classes from "./shell.module.css";

export function ThemeToggle({
  scheme,
  toggle,
  search,
}: {
  scheme: "light" | "dark";
  toggle: () => void;
  search: () => void;
}) {
  const label = scheme === "dark" ? "Light theme" : "Dark theme";
  return (
    <>
      <ActionIcon size={36} className={classes.onlyNarrow} onClick={search} aria-label="Search or run a command">
        <Search size={18} />
      </ActionIcon>
      <Tooltip label={label}>
        <ActionIcon size={34} onClick={toggle} aria-label={label}>
          {scheme === "dark" ? <Sun size={17} /> : <Moon size={17} />}
        </ActionIcon>
      </Tooltip>
    </>
  );
}
