package io.fanfare.creative;

import io.fanfare.ai.Fitting;
import io.fanfare.ai.Measure;
import io.fanfare.ai.Source;
import io.fanfare.ai.Writer;
import io.fanfare.campaign.Campaign;
import io.fanfare.campaign.Campaigns;
import io.fanfare.creative.Repurposed.Body;
import io.fanfare.creative.Repurposed.Mail;
import io.fanfare.creative.Repurposed.Scene;
import io.fanfare.creative.Repurposed.Script;
import io.fanfare.creative.Repurposed.Status;
import io.fanfare.creative.Repurposed.Target;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.ChannelName;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Live;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Operations;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Topic;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What is made of texts: of a blog post one for each platform, of a text others, and one that fits. */
@RestController
@RequestMapping("/api/content")
class Contents {
    private static final List<Target> USUAL =
            List.of(Target.LINKEDIN, Target.INSTAGRAM, Target.TIKTOK, Target.TWITTER, Target.EMAIL);
    private static final int LONGEST_MAIL = 200_000;
    private static final int MOST_OF_THREAD = 7;

    private final BlogPostStore store;
    private final Authoring authoring;
    private final MailDesign design;
    private final Creatives creatives;
    private final Campaigns campaigns;
    private final Operations operations;
    private final Audit audit;
    private final Live live;
    private final Now now;

    Contents(
            BlogPostStore store,
            Authoring authoring,
            MailDesign design,
            Creatives creatives,
            Campaigns campaigns,
            Operations operations,
            Audit audit,
            Live live,
            Now now) {
        this.store = store;
        this.authoring = authoring;
        this.design = design;
        this.creatives = creatives;
        this.campaigns = campaigns;
        this.operations = operations;
        this.audit = audit;
        this.live = live;
        this.now = now;
    }

    /** For which platforms; the five usual ones unless told. */
    record Repurposing(
            @Nullable @Size(min = 1, max = 20) List<@NotNull Target> platforms,
            @Nullable UUID campaignId,
            @Nullable @Size(max = 300) String tone,
            @Nullable @Size(max = 50) String writer) {}

    /** What was made of a blog post. */
    record RepurposedItems(UUID blogPostId, List<Repurposed.Answer> items) {}

    /** What becomes of an item. */
    record NewStatus(@NotNull Status status) {}

    /** A text, and how many others of it. */
    record Wish(
            @NotBlank @Size(max = 100_000) String text,
            @NotNull Platform platform,
            @Nullable @Min(3) @Max(10) Integer count,
            @Nullable @Size(max = 50) String writer) {}

    /** One way to say it; its length as the platform counts. */
    record Variation(String text, int length) {}

    /** The same in other words of the text itself. */
    record Variations(Platform platform, int limit, String writer, List<Variation> variations) {}

    /** A text that is to fit a platform, or a limit below that of the platform. */
    record TooLong(
            @NotNull @Size(min = 1, max = 200_000) String text,
            @NotNull Platform platform,
            @Nullable @Min(1) Integer limit) {}

    /** The text as it fits; {@code cut} says whether something was left out. */
    record Fitted(String text, int length, int limit, boolean cut) {}

    /**
     * Makes a post, a caption, a script, a thread and a mail of a blog post, each within its platform's limit and free of
     * markup. Every sentence, number and name is the post's own; {@code tone} says what to prefer among them. With a
     * campaign (this one, or that of the blog post) each item is also a creative of it, which posts and mailings can use.
     * A post without a word is 422 {@code nothing_to_write_from}.
     */
    @PostMapping("/repurpose/{blogPostId}")
    @ResponseStatus(HttpStatus.CREATED)
    @Allow("content.write")
    RepurposedItems repurposeBlogPost(
            @PathVariable UUID blogPostId, @RequestBody(required = false) @Valid @Nullable Repurposing given) {
        var wish = given == null ? new Repurposing(null, null, null, null) : given;
        var post = store.find(blogPostId).orElseThrow(Refused::notFound);
        var campaign =
                campaign(wish.campaignId() == null ? post.campaignId() : wish.campaignId(), wish.campaignId() != null);
        var writer = authoring.writer(wish.writer());
        var source = post.source().focusedOn(wish.tone());
        var targets = new LinkedHashSet<>(wish.platforms() == null ? USUAL : wish.platforms());
        var made = new LinkedHashMap<Target, Repurposed>();
        for (Target target : targets) {
            var item = made(post, source, writer, target);
            if (item != null) made.put(target, item);
        }
        if (made.isEmpty())
            throw Refused.unprocessable(
                    "nothing_to_write_from",
                    "This blog post has no words that could be used: only code, pictures or marks.");
        var items = new ArrayList<Repurposed.Answer>();
        made.forEach((target, item) -> {
            UUID creative = campaign == null
                    ? null
                    : creative(campaign, post, item, writer.name()).id();
            items.add(answer(store.keep(placed(item, campaign, creative))));
        });
        audit.record(
                new io.fanfare.kernel.Subject(
                        "blog_post", post.id(), post.title(), campaign == null ? null : campaign.id()),
                null,
                Map.of("platforms", made.keySet()));
        live.changed(Topic.BLOG_POSTS, "blog_post", post.id(), null);
        return new RepurposedItems(blogPostId, items);
    }

    private @Nullable Campaign campaign(@Nullable UUID id, boolean named) {
        if (id == null) return null;
        try {
            var campaign = campaigns.get(id);
            if (named) campaign.requireOpen();
            else if (campaign.archived()
                    || campaign.status() == Campaign.Status.COMPLETED
                    || campaign.status() == Campaign.Status.CANCELLED) return null;
            return campaign;
        } catch (Refused refused) {
            if (refused.status() == 404 && named)
                throw Refused.invalid("campaignId", "is no campaign of this workspace");
            if (refused.status() == 404) return null;
            throw refused;
        }
    }

    private @Nullable Repurposed made(BlogPost post, Source source, Writer writer, Target target) {
        return switch (target) {
            case TWITTER -> thread(post, source, writer);
            case TIKTOK -> script(post, source, writer);
            case EMAIL -> mail(post, source, writer);
            case LINKEDIN, INSTAGRAM, FACEBOOK, THREADS, BLUESKY, MASTODON ->
                post(post, source, writer, target, Platform.valueOf(target.name()));
        };
    }

    private @Nullable Repurposed post(BlogPost post, Source source, Writer writer, Target target, Platform platform) {
        var written = writer.post(source, platform.frame());
        String text = written.text();
        if (text.isBlank()) return null;
        var body = new Body(text, null, null, null, written.hashtags(), written.cta());
        String format = target == Target.INSTAGRAM ? "caption" : "post";
        return item(post, target, format, body, platform.length(text), platform.limit(), writer);
    }

    private @Nullable Repurposed thread(BlogPost post, Source source, Writer writer) {
        var platform = Platform.TWITTER;
        var parts = writer.thread(source, platform.frame(), MOST_OF_THREAD);
        if (parts.isEmpty()) return null;
        var single = writer.post(source, platform.frame());
        int longest = parts.stream().mapToInt(platform::length).max().orElse(0);
        var body = new Body(null, parts, null, null, single.hashtags(), single.cta());
        return item(post, Target.TWITTER, "thread", body, longest, platform.limit(), writer);
    }

    private @Nullable Repurposed script(BlogPost post, Source source, Writer writer) {
        var platform = Platform.TIKTOK;
        var script = writer.script(source, platform.frame());
        if (script.hook().isBlank() && script.scenes().isEmpty()) return null;
        var caption = writer.post(source, platform.frame());
        var scenes = script.scenes().stream()
                .map(s -> new Scene(s.text(), s.seconds()))
                .toList();
        var body = new Body(
                caption.text(),
                null,
                new Script(script.hook(), scenes, script.seconds()),
                null,
                caption.hashtags(),
                caption.cta());
        return item(post, Target.TIKTOK, "script", body, platform.length(caption.text()), platform.limit(), writer);
    }

    private @Nullable Repurposed mail(BlogPost post, Source source, Writer writer) {
        var letter = writer.letter(source, Authoring.letters(Platform.NEWSROOM.frame()));
        if (letter.heading().isBlank() && letter.body().isEmpty()) return null;
        String link = letter.action().isEmpty() ? null : letter.link();
        String mjml = design.mjml(letter);
        String text = MailDesign.text(letter);
        var mail = new Mail(letter.subject(), letter.preheader(), mjml, MailDesign.compiled(mjml), text);
        return item(
                post,
                Target.EMAIL,
                "email",
                new Body(null, null, null, mail, null, link == null ? null : "→ " + link),
                text.length(),
                LONGEST_MAIL,
                writer);
    }

    private Repurposed item(
            BlogPost post, Target target, String format, Body body, int length, int limit, Writer writer) {
        return new Repurposed(
                Ids.next(),
                post.id(),
                null,
                null,
                target,
                format,
                body,
                length,
                limit,
                writer.name(),
                Status.DRAFT,
                null,
                null,
                now.instant());
    }

    private static Repurposed placed(Repurposed i, @Nullable Campaign campaign, @Nullable UUID creative) {
        return new Repurposed(
                i.contentId(),
                i.blogPostId(),
                campaign == null ? null : campaign.id(),
                creative,
                i.platform(),
                i.format(),
                i.body(),
                i.length(),
                i.limit(),
                i.writer(),
                i.status(),
                null,
                null,
                i.createdAt());
    }

    /** The item as something that a post or a mailing of the campaign can use. */
    private Creative creative(Campaign campaign, BlogPost post, Repurposed item, String writer) {
        var components = components(item);
        var kind =
                switch (item.platform()) {
                    case EMAIL -> Creative.Kind.EMAIL;
                    case TIKTOK -> Creative.Kind.VIDEO;
                    case INSTAGRAM -> Creative.Kind.IMAGE;
                    case LINKEDIN, TWITTER, FACEBOOK, THREADS, BLUESKY, MASTODON -> Creative.Kind.TEXT;
                };
        String name = Fitting.fit(post.title(), Measure.characters(250)) + " · "
                + ChannelName.label(item.platform().name());
        return creatives.keep(
                campaign,
                name,
                kind,
                item.platform().platform(),
                Creative.Mode.AI,
                null,
                post.id(),
                components,
                Authoring.by(Map.of(), components.asMap().keySet(), writer));
    }

    private static Components components(Repurposed item) {
        var body = item.body();
        var map = new LinkedHashMap<String, Object>();
        String caption = body.text();
        if (caption != null) {
            // The parts apart again: a composed text is caption, call and hashtags with blank lines between.
            String tags = body.hashtags() == null ? "" : String.join(" ", body.hashtags());
            if (!tags.isEmpty() && caption.endsWith("\n\n" + tags))
                caption = caption.substring(0, caption.length() - tags.length() - 2);
            if (body.cta() != null && caption.endsWith("\n\n" + body.cta()))
                caption = caption.substring(0, caption.length() - body.cta().length() - 2);
            map.put("caption", caption);
        }
        if (body.thread() != null) {
            map.put("caption", body.thread().getFirst());
            map.put("thread", body.thread());
            return Components.of(map);
        }
        if (body.hashtags() != null && !body.hashtags().isEmpty()) map.put("hashtags", body.hashtags());
        if (body.cta() != null && body.email() == null) map.put("cta", body.cta());
        if (body.script() != null)
            map.put(
                    "script",
                    Map.of(
                            "hook",
                            body.script().hook(),
                            "scenes",
                            body.script().scenes().stream()
                                    .map(s -> Map.of("text", s.text(), "seconds", s.seconds()))
                                    .toList()));
        if (body.email() != null) {
            map.put("subject", body.email().subject());
            map.put("preheader", body.email().preheader());
            map.put("mjml", body.email().mjml());
        }
        return Components.of(map);
    }

    private Repurposed.Answer answer(Repurposed item) {
        return item.answer(operations.permitted(List.of("setRepurposedStatus")));
    }

    /** Lists what was made of a blog post, newest first. */
    @GetMapping("/repurposed/{blogPostId}")
    @Allow("content.read")
    RepurposedItems listRepurposed(@PathVariable UUID blogPostId) {
        if (store.find(blogPostId).isEmpty()) throw Refused.notFound();
        return new RepurposedItems(
                blogPostId,
                store.repurposed(blogPostId).stream().map(this::answer).toList());
    }

    /**
     * Marks an item {@code draft}, {@code approved}, {@code published} or {@code rejected}. It is a mark for people and
     * opens nothing: whatever goes out passes the approvals of its campaign. To approve or reject takes the permission
     * {@code approval.decide}, to mark as published {@code content.publish} and an item that is approved: else 409 {@code
     * content_not_approved}.
     */
    @PatchMapping("/repurposed/{contentId}/status")
    @Allow("content.read")
    Repurposed.Answer setRepurposedStatus(@PathVariable UUID contentId, @RequestBody @Valid NewStatus given) {
        var item = store.lockRepurposed(contentId);
        String needed =
                switch (given.status()) {
                    case APPROVED, REJECTED -> "approval.decide";
                    case PUBLISHED -> "content.publish";
                    case DRAFT -> "content.write";
                };
        if (!Current.get().may(needed))
            throw Refused.forbidden(
                    "forbidden", "Your role does not include " + needed + ". Ask a manager of the workspace.");
        if (given.status() == Status.PUBLISHED && item.status() != Status.APPROVED && item.status() != Status.PUBLISHED)
            throw Refused.conflict(
                    "content_not_approved", "Only what is approved can be marked as published. Approve it first.");
        var after = store.mark(contentId, given.status(), now.instant());
        audit.record(after.subject(after.format()), Map.of("status", item.status()), Map.of("status", after.status()));
        live.changed(Topic.BLOG_POSTS, "blog_post", after.blogPostId(), null);
        return answer(after);
    }

    /**
     * Says a text in three or more other ways (3 unless told, 10 at most), each within the platform's limit and all of the
     * text's own sentences and names: others lead, others are left out. Where the text has too little for that many it is 422 {@code
     * too_little_material} with how many are {@code possible}.
     */
    @PostMapping("/variations")
    @Allow(value = "content.write", plain = true)
    Variations writeVariations(@RequestBody @Valid Wish wish) {
        int count = wish.count() == null ? 3 : wish.count();
        var writer = authoring.writer(wish.writer());
        var platform = wish.platform();
        var texts = writer.variations(Source.ofText(wish.text()), platform.frame(), count);
        if (texts.size() < count)
            throw Refused.unprocessable(
                            "too_little_material",
                            "The text has too little for " + count
                                    + " variations that differ. Send more of it, or ask for fewer.")
                    .with("possible", texts.size());
        return new Variations(
                platform,
                platform.limit(),
                writer.name(),
                texts.stream()
                        .map(text -> new Variation(text, platform.length(text)))
                        .toList());
    }

    /**
     * Makes a text fit a platform, or a {@code limit} below that, in the platform's own counting. It is cut at the end of a
     * sentence, else of a clause, else of a word; never within a character, an address, a hashtag or a number. A text that
     * fits comes back as it is. 422 {@code limit_too_small} where not even its first word would.
     */
    @PostMapping("/optimize-length")
    @Allow(value = "content.write", plain = true)
    Fitted optimizeLength(@RequestBody @Valid TooLong given) {
        var platform = given.platform();
        var measure =
                given.limit() == null ? platform.measure() : platform.measure().atMost(given.limit());
        String text = Fitting.fit(given.text(), measure);
        if (text.isBlank() && !given.text().isBlank())
            throw Refused.unprocessable(
                    "limit_too_small", "Not even the first word fits into " + measure.limit() + ". Raise the limit.");
        return new Fitted(text, platform.length(text), measure.limit(), !text.equals(given.text()));
    }
}
