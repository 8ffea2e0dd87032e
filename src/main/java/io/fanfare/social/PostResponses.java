package io.fanfare.social;

import io.fanfare.kernel.BaseUrl;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Operations;
import io.fanfare.social.Post.Warning;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Completes posts for responses: the account's name, warnings and the permitted operations. */
@Component
class PostResponses {
    private final AccountStore accounts;
    private final Drafts drafts;
    private final Operations operations;
    private final BaseUrl base;
    private final Now now;

    PostResponses(AccountStore accounts, Drafts drafts, Operations operations, BaseUrl base, Now now) {
        this.accounts = accounts;
        this.drafts = drafts;
        this.operations = operations;
        this.base = base;
        this.now = now;
    }

    Post of(Post post) {
        return of(post, List.of(), named(List.of(post)));
    }

    List<Post> of(List<Post> posts) {
        var named = named(posts);
        return posts.stream().map(post -> of(post, List.of(), named)).toList();
    }

    /** {@code reopened}: everything was approved, and this change needs another approval. */
    Post withWarnings(Post post, Destination destination, boolean reopened) {
        var warnings = warnings(post, destination);
        if (reopened)
            warnings.add(new Warning(
                    post.platform().word(),
                    "approval_needed",
                    "This change needs another approval before the campaign can publish anything."));
        return of(post, warnings, named(List.of(post)));
    }

    private Post of(Post post, List<Warning> warnings, Map<UUID, Account> named) {
        String address = post.permalink() == null || !post.permalink().startsWith("/")
                ? post.permalink()
                : base.ofRequest() + post.permalink();
        Account account = post.accountId() == null ? null : named.get(post.accountId());
        return post.with(warnings, handle(account), address, operations.permitted(post.moves()));
    }

    private static @Nullable String handle(@Nullable Account account) {
        return account == null ? null : account.handle();
    }

    private Map<UUID, Account> named(List<Post> posts) {
        return accounts.list(
                posts.stream().map(Post::accountId).filter(Objects::nonNull).collect(Collectors.toSet()));
    }

    private List<Warning> warnings(Post post, Destination destination) {
        var warnings = new ArrayList<Warning>();
        String platform = post.platform().word();
        if (post.scheduledFor().isBefore(now.instant()))
            warnings.add(
                    new Warning(
                            platform,
                            "time_in_past",
                            "This time has passed. The post is published as soon as it is approved and the campaign is active."));
        var account = destination.account();
        if (account != null && account.status() == Account.Status.NEEDS_RECONNECT)
            warnings.add(new Warning(
                    platform,
                    "account_needs_reconnect",
                    account.handle() + " must be reconnected before this post can be published."));
        int thread = drafts.thread(post);
        if (thread > 0)
            warnings.add(new Warning(
                    platform,
                    "thread_not_posted",
                    "The draft has a thread of " + thread
                            + " posts; only its caption is published. Schedule the others as posts of their own."));
        return warnings;
    }
}
