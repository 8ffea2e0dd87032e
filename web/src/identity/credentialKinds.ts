import type { Credential, CredentialDetails } from "@/contract/types";
import type { Field } from "@/ui/FieldsForm";

type Kind = Credential["kind"];
interface Known {
  title: string;
  /** What it is for, in the words of the person who adds it. */
  text: string;
  add: string;
  fields: Field[];
  /** The fields that are sent as settings; the others but the name are secret. */
  settings: string[];
}

const name = (initial: string): Field => ({ name: "name", label: "Name", required: true, initial });
const apiKey: Field = { name: "apiKey", label: "API key", kind: "secret", required: true };
const baseUrl: Field = {
  name: "baseUrl",
  label: "Base URL (optional)",
  kind: "url",
  description: "Only needed for a proxy or a different endpoint.",
};

export const credentialKinds: Record<Kind, Known> = {
  smtp: {
    title: "Mail server (SMTP)",
    text: "Sends e-mails to your contacts.",
    add: "Add mail server",
    settings: ["host", "port", "security", "username", "from"],
    fields: [
      name("Mail server"),
      { name: "host", label: "Host", placeholder: "smtp.example.org", required: true, narrow: true },
      { name: "port", label: "Port", kind: "number", required: true, initial: 587, narrow: true },
      {
        name: "security",
        label: "Encryption",
        kind: "choice",
        required: true,
        initial: "starttls",
        narrow: true,
        options: [
          { value: "starttls", label: "STARTTLS" },
          { value: "tls", label: "TLS" },
          { value: "none", label: "None" },
        ],
      },
      { name: "username", label: "User name" },
      { name: "password", label: "Password", kind: "secret" },
      {
        name: "from",
        label: "From address",
        kind: "email",
        description: "Only needed if the server accepts mail from a single address.",
      },
    ],
  },
  replicate: {
    title: "Replicate",
    text: "Creates pictures and videos in the Studio.",
    add: "Add Replicate key",
    settings: ["baseUrl"],
    fields: [
      name("Replicate"),
      apiKey,
      {
        name: "webhookSecret",
        label: "Webhook signing secret (optional)",
        kind: "secret",
        description: "Lets Replicate report finished jobs right away.",
      },
      baseUrl,
    ],
  },
  runway: {
    title: "Runway",
    text: "Creates videos in the Studio.",
    add: "Add Runway key",
    settings: ["baseUrl"],
    fields: [name("Runway"), apiKey, baseUrl],
  },
};

/** What was typed, in the shape in which a credential is kept. */
export function credentialOf(kind: Kind, { name: title = "", ...values }: Record<string, string>): CredentialDetails {
  const { settings } = credentialKinds[kind];
  const part = (isSetting: boolean) =>
    Object.fromEntries(
      Object.entries(values)
        .filter(([key]) => settings.includes(key) === isSetting)
        .map(([key, value]) => [key, key === "port" ? Number(value) : value]),
    );
  const secret = part(false) as Record<string, string>;
  return { kind, name: title, settings: part(true), ...(Object.keys(secret).length > 0 ? { secret } : {}) };
}

const securities: Record<string, string> = { none: "no encryption", starttls: "STARTTLS", tls: "TLS" };

/** Where it leads, in one line. */
export function addressOf({ kind, settings }: Credential) {
  if (kind === "smtp")
    return `${settings.host}:${settings.port} · ${securities[String(settings.security)] ?? settings.security}`;
  return [credentialKinds[kind].title, settings.baseUrl].filter(Boolean).join(" · ");
}
