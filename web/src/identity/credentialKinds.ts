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
  /** What to say of a service that is signed in to before it is saved, and of one that is saved although that failed. */
  tested?: { done: string; problem: string; anyway: string; saved: string };
  /** What no longer works without it. */
  removed: string;
  /** How its address for reports is used. */
  events?: { label: string; copied: string };
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
    tested: {
      done: "Mail server connected: the sign-in works.",
      problem: "The mail server can't be used yet",
      anyway: "Correct the marked field and test again. If you save it anyway, e-mails wait until it works.",
      saved: "Mail server saved. E-mails wait until it works.",
    },
    removed: "E-mails go to the Test inbox until you connect another mail server.",
    events: {
      label: "Copy the address for bounce reports",
      copied: "Address copied. Replace {provider} by sendgrid or mailbox.",
    },
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
    removed: "Fanfare can no longer create visuals with Replicate.",
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
    removed: "Fanfare can no longer create visuals with Runway.",
    settings: ["baseUrl"],
    fields: [name("Runway"), apiKey, baseUrl],
  },
  slack: {
    title: "Slack",
    text: "Brings notifications, with buttons to approve.",
    add: "Add Slack",
    tested: {
      done: "Slack connected. Everyone chooses in their notification settings what they get there.",
      problem: "Slack can't be used yet",
      anyway: "Correct the marked field and test again. If you save it anyway, messages to Slack fail until it works.",
      saved: "Slack saved. Messages fail until it works.",
    },
    removed: "Notifications no longer arrive in Slack.",
    events: {
      label: "Copy the request URL for buttons",
      copied: "Address copied. Enter it in your Slack app under Interactivity & Shortcuts.",
    },
    settings: ["channel", "baseUrl"],
    fields: [
      name("Slack"),
      {
        name: "botToken",
        label: "Bot token",
        kind: "secret",
        required: true,
        description: "Starts with xoxb-. In your Slack app under OAuth & Permissions; it needs the scope chat:write.",
      },
      {
        name: "signingSecret",
        label: "Signing secret",
        kind: "secret",
        required: true,
        description: "In your Slack app under Basic Information.",
      },
      {
        name: "channel",
        label: "Channel for members without a Slack user (optional)",
        placeholder: "C0123456789",
        description: "Everyone in this channel reads their notifications. Invite the app to it.",
      },
      baseUrl,
    ],
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
