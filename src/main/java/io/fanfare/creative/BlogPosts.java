package io.fanfare.creative;

import io.fanfare.campaign.Campaigns;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Live;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Page;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Subject;
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

/** The blog posts that content is made of. */
@RestController
@RequestMapping("/api/content/blog-posts")
class BlogPosts {
    static final int LONGEST = 1_000_000;

    private final BlogPostStore store;
    private final Campaigns campaigns;
    private final Articles articles;
    private final Transactions transactions;
    private final Audit audit;
    private final Live live;
    private final Now now;

    BlogPosts(
            BlogPostStore store,
            Campaigns campaigns,
            Articles articles,
            Transactions transactions,
            Audit audit,
            Live live,
            Now now) {
        this.store = store;
        this.campaigns = campaigns;
        this.articles = articles;
        this.transactions = transactions;
        this.audit = audit;
        this.live = live;
        this.now = now;
    }

    /** A post in one of three ways: its Markdown, its HTML, or the address of it or of a feed. */
    record NewBlogPost(
            @Nullable @Size(max = 500) String title,
            @Nullable @Size(max = LONGEST) String markdown,
            @Nullable @Size(max = LONGEST) String html,
            @Nullable @Size(max = 2_000) String url,
            @Nullable @Size(max = 2_000) String sourceUrl,
            @Nullable UUID campaignId) {
        NewBlogPost checked() {
            int ways = (markdown == null ? 0 : 1) + (html == null ? 0 : 1) + (url == null ? 0 : 1);
            if (ways == 0) throw Refused.invalid("markdown", "is missing: send markdown, html or url");
            if (ways > 1)
                throw Refused.invalid(
                        markdown != null ? html != null ? "html" : "url" : "url",
                        "is one too many: send markdown, html or url");
            if (markdown != null && markdown.isBlank()) throw Refused.invalid("markdown", "holds no text");
            if (html != null && html.isBlank()) throw Refused.invalid("html", "holds no text");
            if (sourceUrl != null) Articles.address("sourceUrl", sourceUrl);
            return this;
        }
    }

    /**
     * Brings in a blog post: {@code markdown}, {@code html} or {@code url}, of at most a million characters. Markdown may
     * begin with YAML ({@code ---}) or TOML ({@code +++}) front matter: title, date, author, tags and description come back
     * as they stand there; broken front matter is 400 naming {@code markdown}. HTML is made safe; its title, author and date
     * are taken from it. A {@code url} may be a page or a feed (RSS, Atom, JSON Feed), of which the newest entry is taken;
     * what can't be read there is 422. {@code title} wins over what the post says of itself; {@code sourceUrl} is where what
     * is made of the post leads its readers.
     */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Allow(value = "content.write", outside = true)
    BlogPost.Answer createBlogPost(@RequestBody @Valid NewBlogPost given) {
        given.checked();
        transactions.read(() -> requireOpen(given.campaignId()));
        var article = articles.of(given);
        return transactions.write(() -> {
            requireOpen(given.campaignId());
            var post = store.insert(new BlogPost(
                    Ids.next(),
                    given.campaignId(),
                    article.title(),
                    article.date(),
                    article.author(),
                    FrontMatter.names(article.author()),
                    article.tags(),
                    article.description(),
                    article.format(),
                    article.content(),
                    given.sourceUrl() == null ? article.address() : given.sourceUrl(),
                    article.words(),
                    null,
                    now.instant()));
            audit.record(
                    new Subject("blog_post", post.id(), post.title(), post.campaignId()),
                    null,
                    Map.of("title", post.title(), "format", post.format(), "words", post.words()));
            live.changed(Topic.BLOG_POSTS, "blog_post", post.id(), null);
            return post.answer(true, 0);
        });
    }

    private boolean requireOpen(@Nullable UUID id) {
        if (id == null) return true;
        try {
            campaigns.get(id).requireOpen();
            return true;
        } catch (Refused refused) {
            if (refused.status() == 404) throw Refused.invalid("campaignId", "is no campaign of this workspace");
            throw refused;
        }
    }

    /** Lists the blog posts of the workspace, newest first, without their text; {@code repurposed} counts what was made of each. */
    @GetMapping
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
    @Allow("content.read")
    BlogPost.Answer readBlogPost(@PathVariable UUID id) {
        var post = store.find(id).orElseThrow(Refused::notFound);
        return post.answer(true, made(List.of(id)).getOrDefault(id, 0));
    }

    private Map<UUID, Integer> made(List<UUID> posts) {
        return store.made(posts).stream()
                .collect(Collectors.toMap(BlogPostStore.Made::blogPostId, BlogPostStore.Made::items));
    }
}
