import { Anchor } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { Link, useRouter, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { api, take } from "@/contract/api";
import { problemOf } from "@/contract/problem";
import { signedIn } from "@/contract/session";
import type { Session } from "@/contract/types";
import { useFormWrite } from "@/ui/Form";
import { BoneRows, FormProblem, Notice } from "@/ui/States";
import { AuthForm, NameField, PasswordField, passwordRule } from "./AuthForm";
import { AuthPage } from "./AuthPage";
import { type Challenge, challengeOf } from "./challenge";
import { invitationQuery } from "./queries";
import { roleWords, withArticle } from "./roleWords";
import { SecondStep } from "./SecondStep";

const signInInstead = (
  <Anchor component={Link} to="/sign-in" inherit>
    Sign in instead
  </Anchor>
);

/** What the invitation is for, and the account that accepts it. */
export function AcceptInvitation() {
  const { token = "" } = useSearch({ from: "/accept" });
  const { data, error } = useQuery(invitationQuery(token));
  if (!token || error)
    return (
      <AuthPage title="Join your team" foot={signInInstead}>
        {token && problemOf(error).status !== 422 ? (
          <FormProblem error={error} />
        ) : (
          <Notice tone="warn" title={token ? "This invitation no longer works" : "This link is incomplete"}>
            {token
              ? "It has expired, was used or was revoked. Ask the person who invited you for a new link."
              : "Open the link from your invitation again, or request a new one."}
          </Notice>
        )}
      </AuthPage>
    );
  if (!data)
    return (
      <AuthPage title="Join your team">
        <BoneRows count={3} />
      </AuthPage>
    );
  const { workspace, invitedBy, role } = data;
  const invited = `${invitedBy ?? "A former member"} invited you to join as ${withArticle(role)}.`;
  return (
    <AuthPage title={`Join ${workspace}`} lead={`${invited} ${roleWords[role]}`} foot={signInInstead}>
      <Acceptance token={token} email={data.email} known={data.hasAccount} workspace={workspace} />
    </AuthPage>
  );
}

interface AcceptanceProps {
  token: string;
  email: string;
  known: boolean;
  workspace: string;
}

function Acceptance({ token, email, known, workspace }: AcceptanceProps) {
  const router = useRouter();
  const [asked, setAsked] = useState<Challenge>();
  const form = useForm({ initialValues: { name: "", password: "" } });
  const onSession = (session: Session) => {
    signedIn(session);
    router.navigate({ to: "/" });
  };
  const accept = useFormWrite(form, {
    run: ({ name, password }: typeof form.values) =>
      take(api.POST("/api/members/accept", { body: { token, password, ...(known ? {} : { name }) } })),
    onDone: onSession,
    onRefused: (error) => setAsked(challengeOf(error)),
  });
  // The person has joined; the second factor only lets them in.
  if (asked)
    return <SecondStep asked={asked} onSession={onSession} again={() => router.navigate({ to: "/sign-in" })} />;
  return (
    <AuthForm form={form} save={accept} label={`Join ${workspace}`}>
      <p style={{ margin: 0 }}>
        {known ? "Use the password of your account" : "Your account gets the address"} <b>{email}</b>.
      </p>
      {known ? null : <NameField form={form} />}
      <PasswordField form={form} known={known} autoFocus={known} {...(known ? {} : { description: passwordRule })} />
    </AuthForm>
  );
}
