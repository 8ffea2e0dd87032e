package io.fanfare.social;

import io.fanfare.creative.Platform;
import io.fanfare.kernel.Refused;
import io.fanfare.library.Asset;
import io.fanfare.library.Assets;
import io.fanfare.social.platforms.MediaRules;
import io.fanfare.social.platforms.Publishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds the account that a post is published by, and the problems that its platform has with it. */
@Component
class Destinations {
    private final Accounts accounts;
    private final Publishers publishers;
    private final Assets assets;

    Destinations(Accounts accounts, Publishers publishers, Assets assets) {
        this.accounts = accounts;
        this.publishers = publishers;
        this.assets = assets;
    }

    /** The given account, or the only one of the platform; without one the outlet is not connected. */
    Destination choose(Platform platform, @Nullable UUID accountId) {
        if (platform == Platform.NEWSROOM && accountId != null)
            throw Refused.invalid("accountId", "must be empty for the newsroom, which needs no account");
        if (platform == Platform.NEWSROOM) return new Destination(platform, null);
        if (accountId != null) {
            var named = accounts.find(accountId)
                    .filter(account -> account.platform() == platform)
                    .filter(account -> account.status() != Account.Status.DISCONNECTED)
                    .orElseThrow(() ->
                            Refused.invalid("accountId", "must be the id of a connected account of this platform"));
            return new Destination(platform, named);
        }
        var known = accounts.of(platform);
        if (known.size() > 1)
            throw Refused.unprocessable(
                            "account_ambiguous",
                            "Several " + PlatformChecks.name(platform)
                                    + " accounts are connected. Choose one with accountId.")
                    .with(
                            "accounts",
                            known.stream()
                                    .map(account -> Map.of("id", account.id(), "handle", account.handle()))
                                    .toList());
        return new Destination(platform, known.isEmpty() ? null : known.getFirst());
    }

    /** The outlet of a scheduled post, whatever the state of its account. */
    Destination of(Post post) {
        UUID account = post.accountId();
        return new Destination(
                post.platform(), account == null ? null : accounts.find(account).orElse(null));
    }

    /** All problems of a post, a missing account last. */
    List<PostProblem> problems(Destination outlet, PostDetails details) {
        var problems = new ArrayList<>(unfit(outlet, details));
        if (!outlet.connected()) {
            String name = PlatformChecks.name(outlet.platform());
            problems.add(PostProblem.of(
                    outlet.platform().word(),
                    PostProblem.NOT_CONNECTED,
                    publishers.contains(outlet.platform())
                            ? "No " + name + " account is connected in this workspace. Connect one, or choose newsroom."
                            : accounts.whyNot(outlet.platform())));
        }
        return problems;
    }

    MediaRules media(Platform platform) {
        return publishers.media(platform);
    }

    /** The problems of the post itself. */
    List<PostProblem> unfit(Destination outlet, PostDetails details) {
        var rules = new PlatformChecks.Rules(outlet.platform(), publishers.media(outlet.platform()), outlet.limits());
        return PlatformChecks.problems(rules, details, files(details));
    }

    private Map<UUID, Asset> files(PostDetails details) {
        var files = assets.list(details.assetIds()).stream().collect(Collectors.toMap(Asset::id, each -> each));
        if (!files.keySet().containsAll(details.assetIds()))
            throw Refused.invalid("assetIds", "contains a file that is not in the library");
        return files;
    }
}
