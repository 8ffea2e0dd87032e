import { Anchor } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Link, useRouter, useSearch } from "@tanstack/react-router";
import { api, take } from "@/contract/api";
import { signedIn } from "@/contract/session";
import { useFormWrite } from "@/ui/Form";
import { Notice } from "@/ui/States";
import { AuthForm, NameField, PasswordField } from "./AuthForm";
import { AuthPage } from "./AuthPage";

export function AcceptInvitation() {
  const { token } = useSearch({ from: "/accept" });
  const router = useRouter();
  const form = useForm({ initialValues: { name: "", password: "" } });
  const accept = useFormWrite(form, {
    run: (values: typeof form.values) =>
      take(api.POST("/api/members/accept", { body: { ...values, token: token ?? "" } })),
    onDone: (session) => {
      signedIn(session);
      router.navigate({ to: "/" });
    },
  });
  return (
    <AuthPage
      title="Join your team"
      lead="Enter your name and choose a password to join."
      foot={
        <Anchor component={Link} to="/sign-in" inherit>
          Sign in instead
        </Anchor>
      }
    >
      {token ? (
        <AuthForm form={form} save={accept} label="Join">
          <NameField form={form} />
          <PasswordField
            form={form}
            description="Choose a new password, or enter your own if you already have an account."
          />
        </AuthForm>
      ) : (
        <Notice tone="warn" title="This link is incomplete">
          Open the link from your invitation again, or request a new one.
        </Notice>
      )}
    </AuthPage>
  );
}
