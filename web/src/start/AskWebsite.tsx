import { Button, Group, TextInput, Title } from "@mantine/core";
import { ArrowRight, FileText, FlaskConical, Globe, Palette, PencilLine, Target } from "lucide-react";
import { useState } from "react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { problemOf } from "@/contract/problem";
import { Bone, FormProblem, Notice } from "@/ui/States";
import { useWrite } from "@/ui/useWrite";
import classes from "./start.module.css";

interface AskWebsiteProps {
  url: string;
  reading: boolean;
  error: unknown;
  read: (url: string) => void;
  startWithout: () => void;
  /** A run that makes the sample data has begun. */
  explored: (run: string) => void;
}

const gets = [
  { icon: Palette, title: "Your brand kit", text: "Logo, colors, fonts and sender, ready for pictures and e-mails." },
  {
    icon: FileText,
    title: "A draft campaign",
    text: "Texts for your channels and pictures, made from one of your posts.",
  },
  { icon: Target, title: "A goal you can follow", text: "You set a number. Every result counts towards it." },
];

export function AskWebsite({ url, reading, error, read, startWithout, explored }: AskWebsiteProps) {
  const [typed, type] = useState(url);
  const explore = useWrite({
    run: () => take(api.POST("/api/start/sample")),
    stale: [keys.start],
    onDone: ({ id }) => explored(id),
  });
  return (
    <div className={classes.ask}>
      <Title order={1} className={classes.question}>
        What’s your website?
      </Title>
      <p className={classes.lead}>
        Fanfare reads your name, logo, colors and newest posts, and prepares a first campaign. You check everything
        before it’s used.
      </p>
      <form
        noValidate
        className={classes.address}
        onSubmit={(event) => {
          event.preventDefault();
          if (typed.trim()) read(typed.trim());
        }}
      >
        <Globe size={18} aria-hidden />
        <TextInput
          variant="unstyled"
          aria-label="Address of your website"
          placeholder="example.com"
          value={typed}
          onChange={(event) => type(event.currentTarget.value)}
          inputMode="url"
          autoComplete="url"
          autoCapitalize="none"
          spellCheck={false}
          data-autofocus
          autoFocus
        />
        <Button type="submit" loading={reading} rightSection={<ArrowRight size={15} aria-hidden />}>
          Read website
        </Button>
      </form>
      {reading ? <Reading /> : error ? <Notice tone="bad">{problemOf(error).detail}</Notice> : null}
      {reading ? null : (
        <>
          <Group gap="xs" justify="center">
            <Button
              variant="subtle"
              color="gray"
              leftSection={<PencilLine size={15} aria-hidden />}
              onClick={startWithout}
            >
              Start without a website
            </Button>
            <Button
              variant="subtle"
              color="gray"
              leftSection={<FlaskConical size={15} aria-hidden />}
              loading={explore.isPending}
              onClick={() => explore.mutate()}
            >
              Explore with sample data
            </Button>
          </Group>
          <FormProblem error={explore.error} />
          <ul className={classes.gets}>
            {gets.map(({ icon: Icon, title, text }) => (
              <li key={title}>
                <Icon size={18} aria-hidden />
                <b>{title}</b>
                <span>{text}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

const parts = ["Name and description", "Logo and colors", "Sender and address", "Newest posts"];

function Reading() {
  return (
    <ul className={classes.reading} aria-label="Reading the website" aria-busy>
      {parts.map((part, index) => (
        <li key={part}>
          <span>{part}</span>
          <Bone width={`${70 - index * 12}%`} height={12} />
        </li>
      ))}
    </ul>
  );
}
