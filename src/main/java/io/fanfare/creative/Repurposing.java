package io.fanfare.creative;

import io.fanfare.ai.Source;
import io.fanfare.campaign.Campaign;
import io.fanfare.campaign.Campaigns;
import io.fanfare.creative.Repurposed.Target;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Live;
import io.fanfare.kernel.Operations;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Subject;
import io.fanfare.kernel.Tool;
import io.fanfare.kernel.Topic;
import io.fanfare.kernel.Transactions;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Turns a blog post into texts for platforms and e-mail. */
@RestController
@RequestMapping("/api/content")
class Repurposing {
    private static final List<Target> USUAL =
            List.of(Target.LINKEDIN, Target.INSTAGRAM, Target.TIKTOK, Target.TWITTER, Target.EMAIL);

    private final BlogPostStore store;
    private final Campaigns campaigns;
    private final Authoring authoring;
    private final RepurposedCreatives creatives;
    private final Operations operations;
    private final Transactions transactions;
    private final Audit audit;
    private final Live live;

    Repurposing(
            BlogPostStore store,
            Campaigns campaigns,
            Authoring authoring,
            RepurposedCreatives creatives,
            Operations operations,
            Transactions transactions,
            Audit audit,
            Live live) {
        this.store = store;
        this.campaigns = campaigns;
        this.authoring = authoring;
        this.creatives = creatives;
        this.operations = operations;
        this.transactions = transactions;
        this.audit = audit;
        this.live = live;
    }

    /** The targets; default: linkedin, instagram, tiktok, twitter, email. */
    record RepurposeOptions(
            @Nullable @Size(min = 1, max = 20) List<@NotNull Target> platforms,
            @Nullable UUID campaignId,
            @Nullable @Size(max = 300) String tone,
            @Nullable @Size(max = 50) String writer) {
        static final RepurposeOptions NONE = new RepurposeOptions(null, null, null, null);

        LinkedHashSet<Target> targets() {
            return new LinkedHashSet<>(platforms == null ? USUAL : platforms);
        }
    }

    /** The texts created from a blog post. */
    record RepurposedItems(UUID blogPostId, List<Repurposed.Answer> items) {}

    /**
     * Creates texts from a blog post for the given platforms, each within the platform's limit and free of markup: a post, a
     * caption, a video script, a thread, an e-mail or a newsroom post. Every sentence, number and name is taken from the post;
     * {@code tone} says which sentences to prefer. With a campaign (the given one, or that of the blog post) each text is also
     * stored as a creative, which posts and mailings can use. 422 {@code nothing_to_write_from} if the post contains no
     * sentences, only code, pictures or markup.
     */
    @PostMapping("/repurpose/{blogPostId}")
    @ResponseStatus(HttpStatus.CREATED)
    @Tool(Tool.Set.CONTENT)
    @Allow(value = "content.write", outside = true)
    RepurposedItems repurposeBlogPost(
            @PathVariable UUID blogPostId, @RequestBody(required = false) @Valid @Nullable RepurposeOptions requested) {
        var options = requested == null ? RepurposeOptions.NONE : requested;
        var job = transactions.read(() -> job(blogPostId, options));
        var writer = authoring.writer(options.writer());
        var texts = RepurposedText.all(job.source(), writer, options.targets(), job.accent());
        if (job.source().isEmpty() || texts.isEmpty())
            throw Refused.unprocessable(
                    "nothing_to_write_from",
                    "This blog post contains no sentences to write from, only code, pictures or markup.");
        return transactions.write(() -> store(job.post(), options, texts, writer.name()));
    }

    /** What the writer needs, read in one transaction. */
    private record Job(BlogPost post, Source source, String accent) {}

    private Job job(UUID blogPostId, RepurposeOptions options) {
        var post = store.find(blogPostId).orElseThrow(Refused::notFound);
        campaign(post, options);
        return new Job(post, post.source().focusedOn(options.tone()), authoring.accent());
    }

    private RepurposedItems store(BlogPost post, RepurposeOptions options, List<RepurposedText> texts, String writer) {
        var can = operations.permitted(List.of("setRepurposedStatus"));
        return new RepurposedItems(
                post.id(),
                store(post, campaign(post, options), texts, writer).stream()
                        .map(item -> item.answer(can))
                        .toList());
    }

    /** Stores texts of a post, with a campaign also as creatives, in the transaction of the caller. */
    List<Repurposed> store(BlogPost post, @Nullable Campaign campaign, List<RepurposedText> texts, String writer) {
        var items = texts.stream()
                .map(text -> {
                    UUID creative = campaign == null ? null : creatives.create(campaign, post, text, writer);
                    UUID campaignId = campaign == null ? null : campaign.id();
                    return store.keep(new BlogPostStore.NewRepurposed(
                            Ids.next(),
                            post.id(),
                            campaignId,
                            creative,
                            text.target(),
                            text.format(),
                            text.body(),
                            text.length(),
                            text.limit(),
                            writer));
                })
                .toList();
        audit.record(
                new Subject("blog_post", post.id(), post.title(), campaign == null ? null : campaign.id()),
                null,
                Map.of("platforms", texts.stream().map(RepurposedText::target).toList()));
        live.changed(Topic.BLOG_POSTS, "blog_post", post.id(), null);
        return items;
    }

    /** The campaign of the new creatives: a given one must be open, that of the blog post is used only while it is open. */
    private @Nullable Campaign campaign(BlogPost post, RepurposeOptions options) {
        if (options.campaignId() != null) return requested(options.campaignId());
        if (post.campaignId() == null) return null;
        try {
            var campaign = campaigns.get(post.campaignId());
            return campaign.archived() || campaign.closed() ? null : campaign;
        } catch (Refused deleted) {
            return null;
        }
    }

    private Campaign requested(UUID id) {
        try {
            var campaign = campaigns.get(id);
            campaign.requireOpen();
            return campaign;
        } catch (Refused refused) {
            if (refused.status() == 404)
                throw Refused.invalid("campaignId", "must be the id of a campaign in this workspace");
            throw refused;
        }
    }
}
