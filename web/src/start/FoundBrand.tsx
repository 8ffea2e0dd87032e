import { Button, ColorInput, Group, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { Pencil, RefreshCw } from "lucide-react";
import type { Website } from "@/contract/types";
import { Facts } from "@/ui/layout";
import { Panel } from "@/ui/Page";
import classes from "./start.module.css";
import type { StartValues } from "./values";

interface FoundBrandProps {
  site: Website;
  values: StartValues;
  change: (some: Partial<StartValues>) => void;
  readAnother: () => void;
}

const roles = ["Primary", "Accent", "Background"];

/** The brand as the website shows it; each fact says where it was found. */
export function FoundBrand({ site, values, change, readAnother }: FoundBrandProps) {
  const [editing, edit] = useDisclosure();
  return (
    <Panel
      title="Your brand"
      aside={
        <Group gap={4}>
          <Button
            size="xs"
            variant="subtle"
            color="gray"
            leftSection={<RefreshCw size={13} aria-hidden />}
            onClick={readAnother}
          >
            Read another
          </Button>
          <Button size="xs" variant="default" leftSection={<Pencil size={13} aria-hidden />} onClick={edit.toggle}>
            {editing ? "Done" : "Edit"}
          </Button>
        </Group>
      }
    >
      <div className={classes.brand}>
        {site.logo ? <img className={classes.logo} src={site.logo.preview} alt={`Logo of ${values.name}`} /> : null}
        <div className={classes.brandWords}>
          {editing ? (
            <TextInput
              label="Name"
              value={values.name}
              onChange={(event) => change({ name: event.currentTarget.value })}
            />
          ) : (
            <b className={classes.brandName}>{values.name}</b>
          )}
          {site.description ? <p className={classes.hint}>{site.description.value}</p> : null}
        </div>
      </div>
      {editing ? (
        <Editing values={values} change={change} />
      ) : (
        <Facts
          facts={[
            values.colors.length > 0 && ["Colors", <Swatches key="colors" colors={values.colors} site={site} />],
            site.fonts.length > 0 && ["Fonts", [...new Set(site.fonts.map(({ value }) => value))].join(" and ")],
            values.senderEmail && ["Sender", values.senderEmail],
            values.postalAddress && ["Address", values.postalAddress],
          ]}
        />
      )}
    </Panel>
  );
}

function Swatches({ colors, site }: { colors: string[]; site: Website }) {
  return (
    <span className={classes.swatches}>
      {colors.map((color, index) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: a color is its role
          key={index}
          className={classes.swatch}
          style={{ background: color }}
          role="img"
          aria-label={`${roles[index]} ${color}`}
          title={`${roles[index]}: ${color}, ${site.colors[index]?.source ?? ""}`}
        />
      ))}
    </span>
  );
}

function Editing({ values, change }: Pick<FoundBrandProps, "values" | "change">) {
  return (
    <div className={classes.editing}>
      {values.colors.map((color, index) => (
        <ColorInput
          // biome-ignore lint/suspicious/noArrayIndexKey: a color is its role
          key={index}
          label={roles[index]}
          eyeDropperButtonProps={{ "aria-label": "Pick a color from the screen" }}
          value={color}
          onChange={(next) => change({ colors: values.colors.map((old, at) => (at === index ? next : old)) })}
        />
      ))}
      <TextInput
        label="Sender"
        type="email"
        value={values.senderEmail}
        onChange={(event) => change({ senderEmail: event.currentTarget.value })}
      />
      <TextInput
        label="Postal address"
        value={values.postalAddress}
        onChange={(event) => change({ postalAddress: event.currentTarget.value })}
      />
    </div>
  );
}
