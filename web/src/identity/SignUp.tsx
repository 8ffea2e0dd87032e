import { Anchor, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Link, useRouter } from "@tanstack/react-router";
import { api, take } from "@/contract/api";
import { signedIn } from "@/contract/session";
import { useFormWrite } from "@/ui/Form";
import { currencyOf, ownZone } from "@/ui/format";
import { AuthForm, EmailField, NameField, PasswordField, passwordRule } from "./AuthForm";
import { AuthPage } from "./AuthPage";

export function SignUp() {
  const router = useRouter();
  const form = useForm({ initialValues: { name: "", email: "", workspaceName: "", password: "" } });
  const signUp = useFormWrite(form, {
    run: async (body: typeof form.values) => {
      const { workspaceName, ...person } = body;
      const named = workspaceName.trim() ? { workspaceName } : {};
      signedIn(await take(api.POST("/api/auth/register", { body: { ...person, ...named } })));
      // Time zone and currency of the place, until the settings say another.
      if (ownZone !== "UTC")
        await api
          .PATCH("/api/workspaces/current", { body: { timeZone: ownZone, currency: currencyOf(ownZone) } })
          .catch(() => undefined);
    },
    onDone: () => router.navigate({ to: "/start" }),
  });
  return (
    <AuthPage
      title="Create your account"
      lead="This also creates your first workspace."
      foot={
        <>
          Already have an account?{" "}
          <Anchor component={Link} to="/sign-in" inherit>
            Sign in
          </Anchor>
        </>
      }
    >
      <AuthForm form={form} save={signUp} label="Create account">
        <NameField form={form} />
        <EmailField form={form} autoFocus={false} />
        <TextInput
          label="Workspace (optional)"
          description="Your company, brand or client. Left empty, it takes the name of your website."
          autoComplete="organization"
          {...form.getInputProps("workspaceName")}
        />
        <PasswordField form={form} description={passwordRule} />
      </AuthForm>
    </AuthPage>
  );
}
