import type { Creative, Mailing, MailingChange, Me } from "@/contract/types";
import { parseRecipients, writeRecipients } from "./recipients";

export type MailingValues = ReturnType<typeof valuesOf>;

export function valuesOf({ user, workspace }: Me, mailing?: Mailing) {
  return {
    name: mailing?.name ?? "",
    subject: mailing?.subject ?? "",
    preheader: mailing?.preheader ?? "",
    fromName: mailing ? (mailing.from.name ?? "") : (workspace.sender?.name ?? workspace.name),
    fromEmail: mailing?.from.email ?? workspace.sender?.email ?? user.email,
    replyTo: mailing?.replyTo ?? "",
    kind: mailing?.mjml ? "mjml" : mailing?.html ? "html" : "markdown",
    markdown: mailing?.markdown ?? "",
    mjml: mailing?.mjml ?? "",
    html: mailing?.html ?? "",
    to: mailing && !mailing.segmentId ? "list" : "segment",
    segmentId: mailing?.segmentId ?? (null as string | null),
    recipients: writeRecipients(mailing?.recipients ?? []),
  };
}

/** The words of a creative as those of a mailing; the text of a creative of another kind is the message. */
export function wordsOf(creative?: Creative): Partial<MailingValues> {
  if (!creative) return {};
  const { subject, preheader, mjml, markdown } = creative.components;
  return {
    name: creative.name,
    subject: subject ?? "",
    preheader: preheader ?? "",
    ...(mjml ? { kind: "mjml", mjml } : { kind: "markdown", markdown: markdown ?? creative.text }),
  };
}

/** What was typed as the server takes it. */
export function detailsOf(values: MailingValues, mailing?: Mailing): MailingChange {
  return {
    name: values.name.trim() || values.subject,
    subject: values.subject,
    preheader: values.preheader || null,
    from: values.fromName ? { name: values.fromName, email: values.fromEmail } : { email: values.fromEmail },
    replyTo: values.replyTo || null,
    markdown: values.kind === "markdown" ? values.markdown : null,
    mjml: values.kind === "mjml" ? values.mjml : null,
    html: values.kind === "html" ? values.html : null,
    ...recipientsOf(values, mailing),
  };
}

/** Who gets it. Where no one is chosen yet, those who were chosen before still get it. */
function recipientsOf(values: MailingValues, mailing?: Mailing) {
  if (mailing && isUndecided(values, mailing))
    return { segmentId: mailing.segmentId ?? null, recipients: mailing.recipients ?? null };
  if (values.to === "segment") return { segmentId: values.segmentId, recipients: null };
  // Those that were known with more than a name keep it.
  const known = new Map(mailing?.recipients?.map((recipient) => [recipient.email, recipient]));
  const { recipients } = parseRecipients(values.recipients);
  return { segmentId: null, recipients: recipients.map((found) => ({ ...known.get(found.email), ...found })) };
}

/** Whether other recipients are being chosen, so that those of before still count. A draft may have none. */
export function isUndecided({ to, segmentId, recipients }: MailingValues, mailing: Mailing) {
  const had = Boolean(mailing.segmentId || mailing.recipients?.length);
  const chosen = to === "segment" ? Boolean(segmentId) : parseRecipients(recipients).recipients.length > 0;
  const emptied = to === "list" && !mailing.segmentId && !mailing.scheduledFor;
  return had && !chosen && !emptied;
}

/** A new mailing. What is still as the creative says is left to the creative, and follows it. */
export function newDetails(details: MailingChange, creative?: Creative): MailingChange {
  const taken: Record<string, unknown> = wordsOf(creative);
  const own = Object.entries(details).filter(
    ([field, value]) =>
      value !== null &&
      !(creative && ["subject", "preheader", "markdown", "mjml"].includes(field) && value === taken[field]),
  );
  return { ...Object.fromEntries(own), ...(creative ? { creativeId: creative.id } : {}) } as MailingChange;
}

/** The fields that differ from what was there. */
export function differing(details: MailingChange, before: MailingChange): MailingChange {
  return Object.fromEntries(
    Object.entries(details).filter(
      ([field, value]) => JSON.stringify(value) !== JSON.stringify(before[field as keyof MailingChange]),
    ),
  );
}
