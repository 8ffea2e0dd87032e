import { ActionIcon, Button, Checkbox, Group, Select, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Link2, Trash2 } from "lucide-react";
import { useState } from "react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { may } from "@/contract/permissions";
import { useMe } from "@/contract/queries";
import type { NewLink, ReviewDetails, SharedLink } from "@/contract/types";
import { Copyable, CopyIcon } from "@/ui/Bits";
import { Footer, FormModal, useFormWrite } from "@/ui/Form";
import { counted, dateTime } from "@/ui/format";
import { FormProblem } from "@/ui/States";
import { useWrite } from "@/ui/useWrite";
import classes from "./review.module.css";

/** Links to a review for people without an account: the valid ones, and a button that makes another. */
export function ShareReview({ review }: { review: ReviewDetails }) {
  const [opened, open] = useState(false);
  const shares = review.can.includes("shareReview");
  if (!shares && review.shares.length === 0) return null;
  return (
    <section className={classes.shares} aria-label="Guests">
      <div className={classes.sideHead}>
        <h3>Guests</h3>
        {shares ? (
          <Button
            size="compact-xs"
            variant="subtle"
            leftSection={<Link2 size={13} aria-hidden />}
            onClick={() => open(true)}
          >
            Share with a guest
          </Button>
        ) : null}
      </div>
      {review.shares.map((link) => (
        <Link key={link.id} review={review} link={link} />
      ))}
      <FormModal opened={opened} close={() => open(false)} title="Share this review with a guest">
        <ShareForm review={review} close={() => open(false)} />
      </FormModal>
    </section>
  );
}

function Link({ review, link }: { review: ReviewDetails; link: SharedLink }) {
  const zone = useMe().workspace.timeZone;
  const revoke = useWrite({
    run: () =>
      take(
        api.DELETE("/api/approvals/{id}/share/{shareId}", { params: { path: { id: review.id, shareId: link.id } } }),
      ),
    stale: [keys.approvals],
    done: "Link revoked.",
  });
  return (
    <div className={classes.share}>
      <span>
        {link.email ?? "Anyone with the link"}
        <small>
          {rights(link.may)} · until {dateTime(link.expiresAt, zone)}
        </small>
      </span>
      {link.url ? (
        <>
          <CopyIcon text={link.url} label="Copy link" />
          <ActionIcon aria-label="Revoke link" loading={revoke.isPending} onClick={() => revoke.mutate()}>
            <Trash2 size={14} />
          </ActionIcon>
        </>
      ) : null}
    </div>
  );
}

function rights(allowed: string[]) {
  if (allowed.includes("approve")) return "Can approve";
  return allowed.includes("comment") ? "Can comment" : "Can read";
}

const times = [
  { value: "24", label: "1 day" },
  { value: "168", label: "1 week" },
  { value: "720", label: "30 days" },
];

function ShareForm({ review, close }: { review: ReviewDetails; close: () => void }) {
  const me = useMe();
  const external = review.stages.some(({ role }) => role === "external");
  const own = review.items.filter(({ ownWork }) => ownWork).length;
  const allOwn = own > 0 && own === review.items.length;
  const decides = external && may(me, "approval.decide") && !allOwn;
  const form = useForm({ initialValues: { email: "", expiresInHours: "168", comment: true, approve: decides } });
  const [made, setMade] = useState<NewLink>();
  const share = useFormWrite(form, {
    run: ({ email, expiresInHours, comment, approve }: typeof form.values) =>
      take(
        api.POST("/api/approvals/{id}/share", {
          params: { path: { id: review.id } },
          body: {
            ...(email.trim() ? { email: email.trim() } : {}),
            expiresInHours: Number(expiresInHours),
            may: [...(comment ? (["comment"] as const) : []), ...(approve ? (["approve"] as const) : [])],
          },
        }),
      ),
    stale: [keys.approvals],
    onDone: setMade,
  });
  if (made) return <Made link={made} email={form.values.email} close={close} />;
  return (
    <form noValidate onSubmit={form.onSubmit((values) => share.mutate(values))}>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          Guests need no account. They see the items of this review and comments that aren't internal, nothing else.
        </Text>
        <FormProblem error={share.error} />
        <TextInput
          label="E-mail (optional)"
          description="We send the link there. Leave it empty to send it yourself."
          inputWrapperOrder={["label", "input", "description", "error"]}
          type="email"
          data-autofocus
          {...form.getInputProps("email")}
        />
        <Checkbox label="Can comment" {...form.getInputProps("comment", { type: "checkbox" })} />
        <Checkbox
          label="Can approve or request changes"
          description={
            !external
              ? "The approval policy of this review has no stage for guests (stage role External)."
              : allOwn
                ? "A link can't approve what the person who made it wrote, and you wrote all of this. Ask another reviewer to share it."
                : decides
                  ? `In the stage for guests${own > 0 ? `, except the ${counted(own, "item")} that you wrote` : ""}.`
                  : "Ask someone who can approve to share it."
          }
          disabled={!decides}
          {...form.getInputProps("approve", { type: "checkbox" })}
        />
        <Select label="Link works for" allowDeselect={false} data={times} {...form.getInputProps("expiresInHours")} />
        <Footer label="Create link" busy={share.isPending} close={close} />
      </Stack>
    </form>
  );
}

function Made({ link, email, close }: { link: NewLink; email: string; close: () => void }) {
  const zone = useMe().workspace.timeZone;
  return (
    <Stack gap="sm">
      <Text>
        {link.mailed && !link.captured ? `We sent the link to ${email}.` : "Send this link to your guest."}
        {link.mailed && link.captured ? " This server has no mail server for such e-mails." : ""}
      </Text>
      <code className={classes.link} data-secret>
        {link.url}
      </code>
      <Text size="sm" c="dimmed">
        Everyone who has it can use it, until {dateTime(link.expiresAt, zone)}. You can revoke it here at any time.
      </Text>
      <Group justify="flex-end" gap="xs">
        <Copyable text={link.url} label="Copy link" />
        <Button onClick={close}>Done</Button>
      </Group>
    </Stack>
  );
}
