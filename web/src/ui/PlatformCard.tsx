import {
  Bookmark,
  ChartNoAxesColumn,
  Clapperboard,
  Ellipsis,
  Globe,
  Heart,
  MessageCircle,
  Repeat2,
  Reply,
  Send,
  Share,
  Star,
  ThumbsUp,
} from "lucide-react";
import { lazy, type ReactNode, Suspense, useContext } from "react";
import { useMe } from "@/contract/queries";
import { Initials } from "./Bits";
import { foldOf } from "./lengths";
import { MailFrame } from "./MailFrame";
import { Folded, LinkBox, Rich, short, WholeText, withTags } from "./PlatformText";
import classes from "./platform.module.css";
import { Bone } from "./States";

const MarkdownView = lazy(() => import("./MarkdownView").then((m) => ({ default: m.MarkdownView })));

export interface Scene {
  title: string;
  lines: { name: string; text: string }[];
  seconds?: number | undefined;
}

export interface PlatformCardProps {
  platform: string;
  text?: string | undefined;
  title?: string | undefined;
  thread?: string[] | undefined;
  scenes?: Scene[] | undefined;
  email?: { subject: string; preheader?: string | undefined; html?: string | undefined } | undefined;
  hashtags?: string[] | undefined;
  media?: ReactNode;
  link?: string | undefined;
  /** Whose post it is; default: the workspace. */
  author?: { name: string; slug: string };
}

/** What a reader would see there: the platform's own shape, fold and order, with the workspace as the author unless it has another. */
export function PlatformCard(props: PlatformCardProps) {
  const { workspace } = useMe();
  return <AuthorCard {...props} author={props.author ?? workspace} />;
}

/** The same where no one is signed in. */
export function AuthorCard(props: CardProps) {
  const Card = cards[props.platform] ?? FeedCard;
  return (
    <div className={classes.stage} data-platform={props.platform}>
      <Card {...props} />
    </div>
  );
}

type CardProps = PlatformCardProps & { author: { name: string; slug: string } };

const cards: Record<string, (props: CardProps) => ReactNode> = {
  linkedin: FeedCard,
  facebook: FeedCard,
  instagram: GramCard,
  twitter: ThreadCard,
  bluesky: ThreadCard,
  mastodon: ThreadCard,
  threads: ThreadCard,
  tiktok: ScriptCard,
  youtube: ScriptCard,
  email: MailCard,
  newsroom: ArticleCard,
};

function FeedCard({ platform, author, text = "", hashtags, media, link }: CardProps) {
  const actions =
    platform === "facebook"
      ? [
          [ThumbsUp, "Like"],
          [MessageCircle, "Comment"],
          [Share, "Share"],
        ]
      : [
          [ThumbsUp, "Like"],
          [MessageCircle, "Comment"],
          [Repeat2, "Repost"],
          [Send, "Send"],
        ];
  return (
    <article className={classes.card}>
      <header className={classes.head}>
        <Initials name={author.name} large />
        <div>
          <b>{author.name}</b>
          <small>
            Now · <Globe size={11} aria-hidden />
          </small>
        </div>
        <Ellipsis size={18} aria-hidden />
      </header>
      <div className={classes.words}>
        <Folded text={withTags(text, hashtags)} fold={foldOf(platform)} />
      </div>
      {media ? <div className={classes.media}>{media}</div> : null}
      {link ? <LinkBox link={link} /> : null}
      <footer className={classes.bar} aria-hidden>
        {(actions as [typeof ThumbsUp, string][]).map(([Icon, label]) => (
          <span key={label}>
            <Icon size={16} /> {label}
          </span>
        ))}
      </footer>
    </article>
  );
}

function GramCard({ platform, author, text = "", hashtags, media }: CardProps) {
  return (
    <article className={classes.card}>
      <header className={classes.head}>
        <Initials name={author.name} large />
        <div>
          <b>{author.slug}</b>
        </div>
        <Ellipsis size={18} aria-hidden />
      </header>
      <div className={classes.square}>{media ?? <p>Instagram posts need a picture or video.</p>}</div>
      <div className={classes.gramBar} aria-hidden>
        <Heart size={21} /> <MessageCircle size={21} /> <Send size={21} /> <Bookmark size={21} />
      </div>
      <div className={classes.words}>
        <b>{author.slug}</b> <Folded text={withTags(text, hashtags)} fold={foldOf(platform)} />
      </div>
    </article>
  );
}

function ThreadCard({ platform, author, text = "", thread, hashtags, media, link }: CardProps) {
  const parts = thread?.length ? thread : [withTags(text, hashtags)];
  const handle = { bluesky: `@${author.slug}.bsky.social`, mastodon: `@${author.slug}@mastodon.social` }[platform];
  return (
    <ol className={`${classes.card} ${classes.thread}`}>
      {parts.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a thread are identified by their position
        <li key={index} data-last={index === parts.length - 1 || undefined}>
          <Initials name={author.name} large />
          <div className={classes.part}>
            <p className={classes.by}>
              <b>{author.name}</b> <span>{handle ?? `@${author.slug}`} · now</span>
            </p>
            <p className={classes.say}>
              <Rich text={part} />
            </p>
            {index === 0 && media ? <div className={classes.rounded}>{media}</div> : null}
            {index === 0 && link ? <LinkBox link={link} /> : null}
            <p className={classes.counts} aria-hidden>
              {platform === "mastodon" ? <Reply size={15} /> : <MessageCircle size={15} />}
              <Repeat2 size={15} />
              {platform === "mastodon" ? <Star size={15} /> : <Heart size={15} />}
              {platform === "twitter" ? <ChartNoAxesColumn size={15} /> : null}
              <Share size={15} />
            </p>
          </div>
        </li>
      ))}
    </ol>
  );
}

function ScriptCard({ author, text = "", scenes = [], hashtags, media }: CardProps) {
  const whole = useContext(WholeText);
  const said = withTags(text || (scenes[0]?.lines[0]?.text ?? ""), hashtags);
  return (
    <div className={classes.script}>
      <div className={classes.phone}>
        <div className={classes.screen}>{media ?? <Clapperboard size={30} aria-hidden />}</div>
        <div className={classes.phoneWords}>
          <b>@{author.slug}</b>
          <p>{short(said, 90)}</p>
        </div>
      </div>
      {scenes.length > 0 ? (
        <ol className={classes.scenes}>
          {whole && text && said.length > 90 ? (
            <li>
              <p className={classes.sceneTitle}>
                <b>Caption</b>
              </p>
              <p className={classes.say}>
                <Rich text={said} />
              </p>
            </li>
          ) : null}
          {scenes.map((scene, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: scenes are identified by their position
            <li key={index}>
              <p className={classes.sceneTitle}>
                <b>{scene.title}</b>
                {scene.seconds ? <span>{scene.seconds} s</span> : null}
              </p>
              {scene.lines.map(({ name, text: line }) => (
                <p key={name} className={classes.line}>
                  {name ? <span>{name}</span> : null} {line}
                </p>
              ))}
            </li>
          ))}
        </ol>
      ) : (
        <div className={classes.scenes}>
          <p className={classes.say}>
            <Rich text={text} />
          </p>
        </div>
      )}
    </div>
  );
}

function MailCard({ author, email, text = "" }: CardProps) {
  return (
    <article className={classes.card} data-wide>
      <header className={classes.envelope}>
        <Initials name={author.name} large />
        <div>
          <b>{author.name}</b>
          <p className={classes.subject}>{email?.subject || "No subject"}</p>
          {email?.preheader ? <p className={classes.preheader}>{email.preheader}</p> : null}
        </div>
      </header>
      {email?.html ? (
        <MailFrame html={email.html} title={`E-mail: ${email.subject}`} minHeight={260} />
      ) : (
        <div className={classes.letter}>
          <Suspense fallback={<Bone height={80} />}>
            <MarkdownView text={text} />
          </Suspense>
        </div>
      )}
    </article>
  );
}

function ArticleCard({ author, title, text = "", media, link }: CardProps) {
  return (
    <article className={`${classes.card} ${classes.article}`} data-wide>
      <p className={classes.preheader}>{author.name} newsroom</p>
      {title ? <h3>{title}</h3> : null}
      {media ? <div className={classes.rounded}>{media}</div> : null}
      <Suspense fallback={<Bone height={80} />}>
        <MarkdownView text={text} />
      </Suspense>
      {link ? <LinkBox link={link} /> : null}
    </article>
  );
}
