import { Modal } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Handshake, LayoutTemplate, type LucideIcon, Newspaper, ReceiptText, Tag } from "lucide-react";
import type { MailTemplate } from "@/contract/types";
import { showProblem } from "@/ui/actions";
import { humanise } from "@/ui/format";
import { BoneRows, Empty, Loaded } from "@/ui/States";
import classes from "./email.module.css";
import { templateQuery, templatesQuery } from "./queries";

interface TemplatePickerProps {
  opened: boolean;
  close: () => void;
  choose: (template: { mjml: string; preheader?: string | null | undefined }) => void;
}

const icons: Record<MailTemplate["category"], LucideIcon> = {
  welcome: Handshake,
  newsletter: Newspaper,
  promotional: Tag,
  transactional: ReceiptText,
  own: LayoutTemplate,
};

/** Templates with their purpose and first words; choosing one copies it. */
export function TemplatePicker({ opened, close, choose }: TemplatePickerProps) {
  const templates = useQuery({ ...templatesQuery, enabled: opened });
  const cache = useQueryClient();
  // The list leaves the MJML out.
  const start = (id: string) =>
    void cache
      .fetchQuery(templateQuery(id))
      .then(({ mjml, preheader }) => choose({ mjml: mjml ?? "", preheader }))
      .catch(showProblem);
  return (
    <Modal opened={opened} onClose={close} title="Start from a template" size={720}>
      <Loaded query={templates} skeleton={<BoneRows count={4} height={96} />}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty
              icon={LayoutTemplate}
              title="No templates yet"
              text="Save an MJML e-mail as a template to reuse it."
            />
          ) : (
            <ul className={classes.templates}>
              {items.map((template) => {
                const Icon = icons[template.category] ?? LayoutTemplate;
                return (
                  <li key={template.id}>
                    <button type="button" onClick={() => start(template.id)}>
                      <span>
                        <Icon size={16} aria-hidden />
                        <b>{template.name}</b>
                      </span>
                      <span>{template.description ?? humanise(template.category)}</span>
                      {template.words ? <q>{template.words}</q> : null}
                    </button>
                  </li>
                );
              })}
            </ul>
          )
        }
      </Loaded>
    </Modal>
  );
}
