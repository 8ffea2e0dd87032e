import { Button, Menu } from "@mantine/core";
import { Download } from "lucide-react";
import { download } from "@/contract/api";
import { showProblem } from "@/ui/actions";
import { useChoice } from "./choice";

const views = [
  ["kpis", "Key figures"],
  ["campaigns", "Campaigns"],
  ["trends", "Trends"],
  ["risks", "Risks"],
] as const;
const formats = [
  ["xlsx", "Excel"],
  ["csv", "CSV"],
  ["pdf", "PDF"],
] as const;

interface ExportMenuProps {
  phase?: string | undefined;
  show?: "risk" | "held" | undefined;
}

/** Saves what the page shows, with its period and filters. */
export function ExportMenu({ phase, show }: ExportMenuProps) {
  const choice = useChoice();
  const save = (view: string, format: string) =>
    download("/api/dashboard/export", `${view}.${format}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({
        view,
        format,
        ...choice,
        ...(view === "campaigns" && phase ? { phase } : {}),
        ...(view === "campaigns" && show ? { [show === "risk" ? "atRisk" : "held"]: true } : {}),
      }),
    }).catch(showProblem);
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" size="xs" leftSection={<Download size={14} aria-hidden />}>
          Export
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {formats.map(([format, name]) => [
          <Menu.Label key={format}>{name}</Menu.Label>,
          ...views.map(([view, label]) => (
            <Menu.Item key={format + view} onClick={() => save(view, format)} aria-label={`${label} as ${name}`}>
              {label}
            </Menu.Item>
          )),
        ])}
      </Menu.Dropdown>
    </Menu>
  );
}
