import { Anchor, Button, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Link, useRouter } from "@tanstack/react-router";
import { api, take } from "@/contract/api";
import { fieldErrors } from "@/contract/problem";
import { signedIn } from "@/contract/session";
import { currencyOf, ownZone } from "@/ui/format";
import { FormProblem } from "@/ui/States";
import { useWrite } from "@/ui/useWrite";
import { AuthPage } from "./AuthPage";

export function SignUp() {
  const router = useRouter();
  const form = useForm({ initialValues: { name: "", email: "", workspaceName: "", password: "" } });
  const signUp = useWrite({
    run: async (body: typeof form.values) => {
      signedIn(await take(api.POST("/api/auth/register", { body })));
      // Times are meant by the clock on the wall here, until the settings say another.
      if (ownZone !== "UTC")
        await api
          .PATCH("/api/workspaces/current", { body: { timeZone: ownZone, currency: currencyOf(ownZone) } })
          .catch(() => undefined);
    },
    onDone: () => router.navigate({ to: "/" }),
    onRefused: (error) => form.setErrors(fieldErrors(error)),
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
      <form onSubmit={form.onSubmit((values) => signUp.mutate(values))}>
        <Stack gap="sm">
          <FormProblem error={signUp.error} />
          <TextInput
            label="Your name"
            autoComplete="name"
            autoFocus
            required
            withAsterisk={false}
            {...form.getInputProps("name")}
          />
          <TextInput
            label="E-mail"
            type="email"
            autoComplete="username"
            required
            withAsterisk={false}
            {...form.getInputProps("email")}
          />
          <TextInput
            label="Workspace"
            description="The company, brand or client whose campaigns you run."
            autoComplete="organization"
            required
            withAsterisk={false}
            {...form.getInputProps("workspaceName")}
          />
          <PasswordInput
            label="Password"
            description="At least 10 characters. A short sentence works well."
            autoComplete="new-password"
            required
            withAsterisk={false}
            {...form.getInputProps("password")}
          />
          <Button type="submit" fullWidth loading={signUp.isPending} mt={4}>
            Create account
          </Button>
        </Stack>
      </form>
    </AuthPage>
  );
}
