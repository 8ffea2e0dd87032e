import { Button, Group, Modal, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { type FormEvent, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { type Question, question } from "./actions";
import { FormProblem } from "./States";

/** The one place where an action asks for words or a second thought; the question ends with its page. */
export function AskHost({ path, held = false }: { path: string; held?: boolean }) {
  const asked = useSyncExternalStore(question.subscribe, question.get);
  const opened = useRef(path);
  useEffect(() => {
    if (opened.current === path) return;
    opened.current = path;
    question.set(undefined);
  }, [path]);
  return (
    <Modal
      opened={!held && asked !== undefined}
      onClose={() => question.set(undefined)}
      title={asked?.ask.title}
      size="md"
    >
      {asked ? <Answer key={asked.ask.title} {...asked} /> : null}
    </Modal>
  );
}

function Answer({ ask, danger, answer }: Question) {
  const [words, setWords] = useState("");
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const missing = Boolean(ask.required) && words.trim() === "";

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      await answer(words);
      question.set(undefined);
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  };

  const field = {
    label: ask.field,
    value: words,
    onChange: (event: { currentTarget: { value: string } }) => setWords(event.currentTarget.value),
    "data-autofocus": true,
  };

  return (
    <form noValidate onSubmit={submit}>
      <Stack gap="sm">
        {ask.text ? <Text>{ask.text}</Text> : null}
        {ask.field ? (
          ask.line ? (
            <TextInput {...field} />
          ) : (
            <Textarea {...field} autosize minRows={3} maxRows={10} />
          )
        ) : null}
        <FormProblem error={error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={() => question.set(undefined)}>
            {ask.dismiss ?? "Cancel"}
          </Button>
          <Button type="submit" color={danger ? "red.8" : undefined} loading={busy} disabled={missing}>
            {ask.confirm}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
