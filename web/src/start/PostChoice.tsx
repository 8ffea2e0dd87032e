import { Radio, Textarea } from "@mantine/core";
import { FileText } from "lucide-react";
import type { Website } from "@/contract/types";
import { shortDay } from "@/ui/format";
import { Panel } from "@/ui/Page";
import classes from "./start.module.css";
import type { StartValues } from "./values";

interface PostChoiceProps {
  posts: Website["posts"];
  values: StartValues;
  change: (some: Partial<StartValues>) => void;
}

const own = "own";

/** The post that the campaign is made from, or words of one's own. */
export function PostChoice({ posts, values, change }: PostChoiceProps) {
  const words = (
    <Textarea
      label={posts.length > 0 ? undefined : "What is the campaign about?"}
      aria-label="What is the campaign about?"
      placeholder={"We open on Sundays\n\nFrom December on, the doors open at eight, and coffee is ready."}
      description="A few sentences are enough. Drafts use only what you write here."
      autosize
      minRows={5}
      maxRows={14}
      value={values.text}
      onChange={(event) => change({ text: event.currentTarget.value })}
    />
  );
  if (posts.length === 0) return <Panel title="Your text">{words}</Panel>;
  return (
    <Panel title="Start from a post" padded={false}>
      <Radio.Group
        aria-label="Post to start from"
        value={values.postUrl || own}
        onChange={(chosen) => change(chosen === own ? { postUrl: "" } : { postUrl: chosen, text: "" })}
      >
        <ul className={classes.posts}>
          {posts.slice(0, 6).map((post) => (
            <li key={post.address}>
              <Radio.Card
                withBorder={false}
                radius={0}
                value={post.address}
                className={classes.post}
                data-chosen={post.address === values.postUrl || undefined}
              >
                <Radio.Indicator size="xs" />
                {post.preview ? (
                  <img className={classes.thumb} src={post.preview} alt="" />
                ) : (
                  <span className={classes.thumb} aria-hidden>
                    <FileText size={16} />
                  </span>
                )}
                <span className={classes.postWords}>
                  <b>{post.title}</b>
                  <small>
                    {[dayOf(post.date), post.words ? `${post.words} words` : ""].filter(Boolean).join(" · ")}
                  </small>
                </span>
              </Radio.Card>
            </li>
          ))}
          <li>
            <Radio.Card
              withBorder={false}
              radius={0}
              value={own}
              className={classes.post}
              data-chosen={values.postUrl === "" || undefined}
            >
              <Radio.Indicator size="xs" />
              <span className={classes.postWords}>
                <b>Write your own text</b>
              </span>
            </Radio.Card>
            {values.postUrl === "" ? <div className={classes.own}>{words}</div> : null}
          </li>
        </ul>
      </Radio.Group>
    </Panel>
  );
}

function dayOf(date: string | null | undefined) {
  const at = date ? new Date(date) : undefined;
  return at && !Number.isNaN(at.valueOf()) ? shortDay(at.toISOString().slice(0, 10)) : "";
}
