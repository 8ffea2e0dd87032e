import { Switch } from "@mantine/core";
import { Rss } from "lucide-react";
import { Card } from "@/ui/Page";
import classes from "./start.module.css";

export function FollowBlog({ value, onChange }: { value: boolean; onChange: (value: boolean) => void }) {
  return (
    <Card className={classes.followBlog}>
      <Rss size={18} aria-hidden />
      <label className={classes.postWords} htmlFor="follow-blog">
        <b>Follow this blog</b>
        <small>When a new post appears, Fanfare makes drafts of it. You decide what is used.</small>
      </label>
      <Switch id="follow-blog" checked={value} onChange={(event) => onChange(event.currentTarget.checked)} />
    </Card>
  );
}
