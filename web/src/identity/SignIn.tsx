import { Anchor, Group } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Link, useRouter, useSearch } from "@tanstack/react-router";
import { api, take } from "@/contract/api";
import { signedIn } from "@/contract/session";
import { useFormWrite } from "@/ui/Form";
import { Notice } from "@/ui/States";
import { AuthForm, EmailField, PasswordField } from "./AuthForm";
import { AuthPage } from "./AuthPage";

export function SignIn() {
  const { next, why } = useSearch({ from: "/sign-in" });
  const router = useRouter();
  const form = useForm({ initialValues: { email: "", password: "" } });
  const signIn = useFormWrite(form, {
    run: (body: typeof form.values) => take(api.POST("/api/auth/login", { body })),
    onDone: (session) => {
      signedIn(session);
      router.history.push(next ?? "/");
    },
  });
  return (
    <AuthPage
      title="Sign in"
      lead="Welcome back."
      foot={
        <>
          New here?{" "}
          <Anchor component={Link} to="/sign-up" inherit>
            Create an account
          </Anchor>
        </>
      }
    >
      <AuthForm
        form={form}
        save={signIn}
        label="Sign in"
        before={why && !signIn.error ? <Notice tone="info">{reasons[why] ?? reasons.ended}</Notice> : null}
        after={
          <Group justify="center">
            <Anchor component={Link} to="/forgot" size="sm">
              Forgot your password?
            </Anchor>
          </Group>
        }
      >
        <EmailField form={form} />
        <PasswordField form={form} known />
      </AuthForm>
    </AuthPage>
  );
}

const reasons: Record<string, string> = {
  ended: "Your session has ended. Sign in again to continue.",
  reset: "Your password was changed. Sign in with the new one.",
};
