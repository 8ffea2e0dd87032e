import { Button } from "@mantine/core";
import { Shuffle } from "lucide-react";
import type { RenderPreview } from "@/contract/types";
import classes from "./studio.module.css";
import type { Template } from "./studioValues";

interface StudioTemplatesProps {
  templates: Template[];
  drawings: RenderPreview["drawings"] | undefined;
  busy: boolean;
  /** Templates whose figures are missing. */
  lacks: string[];
  value: string | undefined;
  onChange: (name: string) => void;
  onVary: () => void;
}

/** Every template with the words as they are, drawn by the server. */
export function StudioTemplates({ templates, drawings, busy, lacks, value, onChange, onVary }: StudioTemplatesProps) {
  return (
    <section className={classes.templates} aria-label="Templates">
      <div className={classes.sectionHead}>
        <h3>Templates</h3>
        <span className={classes.hint}>Press 1 to 9 to switch</span>
        <span className={classes.grow} />
        <Button variant="subtle" size="compact-xs" leftSection={<Shuffle size={13} aria-hidden />} onClick={onVary}>
          Vary pattern
        </Button>
      </div>
      <div className={classes.strip} data-busy={busy || undefined}>
        {templates.map(({ name, title, description }) => {
          const drawing = drawings?.find(({ template }) => template === name);
          return (
            <button
              key={name}
              type="button"
              className={classes.template}
              aria-pressed={name === value}
              title={description}
              onClick={() => onChange(name)}
            >
              <span className={classes.templateFace}>
                {lacks.includes(name) ? (
                  <span className={classes.lacks}>Add a number</span>
                ) : drawing ? (
                  <img src={drawing.image} alt="" />
                ) : null}
              </span>
              <span>{title}</span>
            </button>
          );
        })}
      </div>
    </section>
  );
}
