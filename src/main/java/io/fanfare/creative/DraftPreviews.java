package io.fanfare.creative;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.fanfare.creative.Repurposed.Target;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Transactions;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The texts that {@code repurposeBlogPost} would create from a post, without storing the post or the texts. */
@Component
public class DraftPreviews {
    private static final int MOST_CHARACTERS = 8 << 20;

    private final ArticleFetching fetching;
    private final Authoring authoring;
    private final Transactions transactions;
    private final Cache<String, Article> pages = Caffeine.newBuilder()
            .maximumWeight(MOST_CHARACTERS)
            .weigher((String key, Article article) -> article.content().length() + 1_000)
            .expireAfterWrite(Duration.ofMinutes(5))
            .build();

    DraftPreviews(ArticleFetching fetching, Authoring authoring, Transactions transactions) {
        this.fetching = fetching;
        this.authoring = authoring;
        this.transactions = transactions;
    }

    /** The text for one channel; an e-mail has {@code mail}, a thread its parts. */
    public record Draft(
            String channel,
            @Nullable String text,
            List<String> thread,
            @Nullable MailDraft mail) {}

    /** The text of an e-mail. */
    public record MailDraft(String subject, String preheader, String html, String text) {}

    /** The title of the post, its content as HTML, and a draft for each channel that it has something for. */
    public record Drafts(String title, String html, List<Draft> items) {}

    /** Drafts of a page on the web. It is read outside a transaction, and again after five minutes. */
    public Drafts ofPage(String address, Collection<String> channels, @Nullable String accent) {
        String key = Current.get().workspace() + " " + address;
        var article = pages.get(key, missing -> fetching.fetch(Article.address("postUrl", address))
                .titled(null)
                .dated(null));
        return of(article, channels, accent);
    }

    /** Drafts of a text in Markdown. */
    public Drafts ofText(String markdown, Collection<String> channels, @Nullable String accent) {
        return of(MarkdownArticle.of(markdown, null).titled(null).dated(null), channels, accent);
    }

    private Drafts of(Article article, Collection<String> channels, @Nullable String accent) {
        var post = article.post(Ids.next(), null, null);
        var targets = channels.stream()
                .map(channel -> Target.valueOf(channel.toUpperCase(Locale.ROOT)))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        String color = accent == null ? transactions.read(authoring::accent) : accent;
        var texts = RepurposedText.all(post.source().focusedOn(null), authoring.writer(null), targets, color);
        return new Drafts(
                post.title(),
                Objects.requireNonNullElse(post.answer(true, 0).html(), ""),
                texts.stream().map(DraftPreviews::draft).toList());
    }

    private static Draft draft(RepurposedText text) {
        var body = text.body();
        var mail = body.email();
        return new Draft(
                text.target().word(),
                body.text(),
                Objects.requireNonNullElse(body.thread(), List.of()),
                mail == null ? null : new MailDraft(mail.subject(), mail.preheader(), mail.html(), mail.text()));
    }
}
