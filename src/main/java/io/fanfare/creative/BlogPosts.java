package io.fanfare.creative;

import io.fanfare.campaign.Campaigns;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Live;
import io.fanfare.kernel.Page;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Subject;
import io.fanfare.kernel.Tool;
import io.fanfare.kernel.Topic;
import io.fanfare.kernel.Transactions;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Imported blog posts, from which other texts are created. */
@RestController
@RequestMapping("/api/content/blog-posts")
public class BlogPosts {
    static final int LONGEST = 1_000_000;

    private final BlogPostStore store;
    private final Campaigns campaigns;
    private final ArticleFetching fetching;
    private final Transactions transactions;
    private final Audit audit;
    private final Live live;

    BlogPosts(
            BlogPostStore store,
            Campaigns campaigns,
            ArticleFetching fetching,
            Transactions transactions,
            Audit audit,
            Live live) {
        this.store = store;
        this.campaigns = campaigns;
        this.fetching = fetching;
        this.transactions = transactions;
        this.audit = audit;
        this.live = live;
    }

    /** A blog post as Markdown, as HTML, or by the URL of its page or of a feed. */
    record NewBlogPost(
            @Nullable @Size(max = 500) String title,
            @Nullable @Size(max = LONGEST) String markdown,
            @Nullable @Size(max = LONGEST) String html,
            @Nullable @Size(max = 2_000) String url,
            @Nullable @Size(max = 2_000) String sourceUrl,
            @Nullable UUID campaignId) {
        NewBlogPost checked() {
            int ways = (markdown == null ? 0 : 1) + (html == null ? 0 : 1) + (url == null ? 0 : 1);
            if (ways == 0) throw Refused.invalid("markdown", "is required: send markdown, html or url");
            if (ways > 1)
                throw Refused.invalid(
                        markdown != null ? html != null ? "html" : "url" : "url",
                        "must not be combined: send only one of markdown, html and url");
            if (markdown != null && markdown.isBlank()) throw Refused.invalid("markdown", "must contain text");
            if (html != null && html.isBlank()) throw Refused.invalid("html", "must contain text");
            if (sourceUrl != null) Article.address("sourceUrl", sourceUrl);
            return this;
        }
    }

    /**
     * Imports a blog post from {@code markdown}, {@code html} or {@code url}, of at most a million characters. Markdown may
     * begin with YAML ({@code ---}) or TOML ({@code +++}) front matter: title, date, author, tags and description are read
     * from it, and all of it is returned as {@code frontMatter}; invalid front matter is 400 naming {@code markdown}. Without
     * a date, one in the post's path or URL is used. HTML is sanitized; title, authors and date are read from it. A {@code
     * url} may be a page (at most 2 MB) or a feed (RSS, Atom, JSON Feed), of which the newest entry is read; if it cannot be
     * read: 422 {@code url_unreadable}. {@code title} takes precedence over the post's own title; texts created from the post
     * link to {@code sourceUrl}.
     */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Tool(value = Tool.Set.CONTENT, openWorld = true)
    @Allow(value = "content.write", outside = true)
    BlogPost.Answer createBlogPost(@RequestBody @Valid NewBlogPost request) {
        request.checked();
        transactions.read(() -> requireOpen(request.campaignId()));
        var article = article(request);
        return transactions.write(() -> {
            requireOpen(request.campaignId());
            return store(article.post(Ids.next(), request.campaignId(), request.sourceUrl()))
                    .answer(true, 0);
        });
    }

    /** Stores an imported post, in the transaction of the caller. */
    BlogPost store(BlogPost imported) {
        var post = store.insert(imported);
        audit.record(
                new Subject("blog_post", post.id(), post.title(), post.campaignId()),
                null,
                Map.of("title", post.title(), "format", post.format(), "words", post.words()));
        live.changed(Topic.BLOG_POSTS, "blog_post", post.id(), null);
        return post;
    }

    private Article article(NewBlogPost request) {
        var article = request.markdown() != null
                ? MarkdownArticle.of(request.markdown(), null)
                : request.html() != null
                        ? ArticlePage.sent(request.html())
                        : fetching.fetch(Article.address("url", String.valueOf(request.url())));
        return article.titled(request.title()).dated(request.sourceUrl());
    }

    private boolean requireOpen(@Nullable UUID id) {
        if (id == null) return true;
        try {
            campaigns.get(id).requireOpen();
            return true;
        } catch (Refused refused) {
            if (refused.status() == 404)
                throw Refused.invalid("campaignId", "must be the id of a campaign in this workspace");
            throw refused;
        }
    }

    /** Lists the blog posts of the workspace, newest first, without their text; {@code repurposed} counts the texts created from each. */
    @GetMapping
    @Tool(Tool.Set.CONTENT)
    @Allow("content.read")
    Page<BlogPost.Answer> listBlogPosts(@RequestParam @Nullable Integer limit, @RequestParam @Nullable Integer offset) {
        var range = Page.Range.of(limit, offset);
        var posts = store.list(range);
        var made = made(posts.stream().map(BlogPost::id).toList());
        var items = posts.stream()
                .map(post -> post.answer(false, made.getOrDefault(post.id(), 0)))
                .toList();
        return Page.of(items, store.count(), range);
    }

    /** Reads one blog post with its text. */
    @GetMapping("/{id}")
    @Tool(Tool.Set.CONTENT)
    @Allow("content.read")
    BlogPost.Answer readBlogPost(@PathVariable UUID id) {
        var post = store.find(id).orElseThrow(Refused::notFound);
        return post.answer(true, made(List.of(id)).getOrDefault(id, 0));
    }

    /** Removes a blog post with the texts that were created from it. */
    public void remove(UUID id) {
        store.remove(id);
        live.changed(Topic.BLOG_POSTS, "blog_post", id, null);
    }

    private Map<UUID, Integer> made(List<UUID> posts) {
        return store.made(posts).stream()
                .collect(Collectors.toMap(BlogPostStore.PostUsage::blogPostId, BlogPostStore.PostUsage::items));
    }
}
