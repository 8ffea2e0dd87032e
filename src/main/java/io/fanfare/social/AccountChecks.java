package io.fanfare.social;

import io.fanfare.campaign.Campaign;
import io.fanfare.campaign.CampaignChecks;
import io.fanfare.kernel.Check;
import io.fanfare.kernel.Operations;
import io.fanfare.library.Asset;
import io.fanfare.library.Assets;
import io.fanfare.social.Post.Status;
import io.fanfare.social.platforms.Limits;
import io.fanfare.social.platforms.Publishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Checks accounts that can't publish scheduled posts, and posts that no longer meet the limits of their platform. */
@Component
class AccountChecks implements CampaignChecks {
    private static final int MOST_POSTS = 300;

    private final PostStore store;
    private final AccountStore accounts;
    private final Assets assets;
    private final Publishers publishers;
    private final Operations operations;

    AccountChecks(PostStore store, AccountStore accounts, Assets assets, Publishers publishers, Operations operations) {
        this.store = store;
        this.accounts = accounts;
        this.assets = assets;
        this.publishers = publishers;
        this.operations = operations;
    }

    @Override
    public List<Check> of(Campaign campaign) {
        if (campaign.closed()) return List.of();
        var waiting = store.ofCampaign(campaign.id(), Status.SCHEDULED, MOST_POSTS, 0);
        if (waiting.isEmpty()) return List.of();
        var checks = new ArrayList<Check>();
        var known = accounts.list(
                waiting.stream().map(Post::accountId).filter(Objects::nonNull).collect(Collectors.toSet()));
        for (var account : known.values()) if (!account.connected()) checks.add(unreachable(account, waiting));
        fit(waiting, known, checks);
        return checks;
    }

    private Check unreachable(Account account, List<Post> waiting) {
        long posts = waiting.stream()
                .filter(post -> account.id().equals(post.accountId()))
                .count();
        boolean refused = account.status() == Account.Status.NEEDS_RECONNECT;
        return Check.warning(
                        refused ? "account_needs_reconnect" : "account_disconnected",
                        refused ? "Reconnect an account" : "An account is disconnected",
                        posts + (posts == 1 ? " scheduled post needs " : " scheduled posts need ")
                                + account.handle() + " on " + PlatformChecks.name(account.platform())
                                + " and will fail at the scheduled time"
                                + (account.reason() == null ? "." : ". " + account.reason()),
                        new Check.About("account", account.id()),
                        operations.fix("connectAccount", Map.of(), null))
                .with(Map.of("platform", account.platform().word(), "handle", account.handle(), "posts", posts));
    }

    /** The limits of a server or platform may change, or a file may be replaced. */
    private void fit(List<Post> waiting, Map<UUID, Account> known, List<Check> checks) {
        var ids = waiting.stream().flatMap(post -> post.assetIds().stream()).collect(Collectors.toSet());
        Map<UUID, Asset> files =
                ids.isEmpty() ? Map.of() : assets.list(ids).stream().collect(Collectors.toMap(Asset::id, each -> each));
        for (Post post : waiting) {
            var account = post.accountId() == null ? null : known.get(post.accountId());
            var limits = account == null ? Limits.none() : account.limits();
            var problems = PlatformChecks.problems(
                    new PlatformChecks.Rules(post.platform(), publishers.media(post.platform()), limits),
                    post.details(),
                    files);
            if (problems.isEmpty()) continue;
            checks.add(Check.warning(
                            "post_unfit",
                            "A post no longer meets the limits of its platform",
                            "“" + post.details().heading() + "”: "
                                    + problems.getFirst().message(),
                            about(post),
                            operations.fix("changePost", Map.of("queueId", post.queueId()), null))
                    .with(Map.of(
                            "platform", post.platform().word(),
                            "problems", problems.stream().map(PostProblem::code).toList())));
        }
    }

    private static Check.About about(Post post) {
        return new Check.About(Post.KIND, post.queueId());
    }
}
