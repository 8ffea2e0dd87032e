import { Button, PasswordInput, Stack, TextInput } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import type { UseMutationResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { CheckedForm } from "@/ui/CheckedForm";
import { FormProblem } from "@/ui/States";

interface AuthFormProps<Values extends Record<string, unknown>, Out> {
  form: UseFormReturnType<Values>;
  save: UseMutationResult<Out, unknown, Values>;
  label: string;
  before?: ReactNode;
  after?: ReactNode;
  children: ReactNode;
}

/** A form before the app: its fields, and one wide button. */
export function AuthForm<Values extends Record<string, unknown>, Out>(props: AuthFormProps<Values, Out>) {
  const { form, save, label, before, after, children } = props;
  return (
    <CheckedForm form={form} onSubmit={form.onSubmit((values) => save.mutate(values))}>
      <Stack gap="sm">
        {before}
        <FormProblem error={save.error} />
        {children}
        <Button type="submit" fullWidth loading={save.isPending} mt={4}>
          {label}
        </Button>
        {after}
      </Stack>
    </CheckedForm>
  );
}

interface FieldProps {
  form: { getInputProps: (name: string) => object };
  autoFocus?: boolean;
}

export function NameField({ form, autoFocus = true }: FieldProps) {
  return (
    <TextInput
      label="Your name"
      autoComplete="name"
      autoFocus={autoFocus}
      required
      withAsterisk={false}
      {...form.getInputProps("name")}
    />
  );
}

export function EmailField({ form, autoFocus = true }: FieldProps) {
  return (
    <TextInput
      label="E-mail"
      type="email"
      autoComplete="username"
      autoFocus={autoFocus}
      required
      withAsterisk={false}
      {...form.getInputProps("email")}
    />
  );
}

interface PasswordFieldProps extends FieldProps {
  label?: string;
  description?: string;
  known?: boolean;
}

export function PasswordField({ form, label = "Password", description, known, autoFocus = false }: PasswordFieldProps) {
  return (
    <PasswordInput
      label={label}
      description={description}
      autoComplete={known ? "current-password" : "new-password"}
      autoFocus={autoFocus}
      required
      withAsterisk={false}
      {...form.getInputProps("password")}
    />
  );
}

export const passwordRule = "At least 10 characters. A short sentence works well.";
