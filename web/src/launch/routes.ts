import { lazyRouteComponent } from "@tanstack/react-router";
import { lazyPage } from "@/ui/lazyPage";
import { count, searchOf, text, yes } from "@/ui/search";

const templates = searchOf({ q: text, category: text, archived: yes, page: count, save: text });
export type TemplatesSearch = ReturnType<typeof templates>;

/** Where a new campaign begins. */
export const templatesPage = {
  path: "/templates",
  validateSearch: templates,
  ...lazyPage(() => import("./TemplateGallery"), "TemplateGallery"),
} as const;

const template = searchOf({ use: yes, edit: yes, content: yes, page: count });
export type TemplateSearch = ReturnType<typeof template>;

export const templatePage = {
  path: "/templates/$templateId",
  validateSearch: template,
  component: lazyRouteComponent(() => import("./TemplatePage"), "TemplatePage"),
} as const;
