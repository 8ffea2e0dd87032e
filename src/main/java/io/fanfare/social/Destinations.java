package io.fanfare.social;

import io.fanfare.creative.Platform;
import io.fanfare.kernel.Refused;
import io.fanfare.library.Asset;
import io.fanfare.library.Assets;
import io.fanfare.social.platforms.MediaRules;
import io.fanfare.social.platforms.Publisher;
import io.fanfare.social.platforms.Publishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds the account for a post, and the problems that its platform has with the post. */
@Component
class Destinations {
    private final AccountStore accounts;
    private final Publishers publishers;
    private final Assets assets;

    Destinations(AccountStore accounts, Publishers publishers, Assets assets) {
        this.accounts = accounts;
        this.publishers = publishers;
        this.assets = assets;
    }

    /** By hand: the platform, with an account only if it is named. */
    Destination choose(Platform platform, @Nullable UUID accountId, Post.By by) {
        if (by == Post.By.FANFARE) return choose(platform, accountId);
        if (platform == Platform.NEWSROOM)
            throw Refused.invalid("by", "must be fanfare for the newsroom, which needs no account");
        return accountId == null
                ? new Destination(platform, null, by)
                : new Destination(platform, choose(platform, accountId).account(), by);
    }

    /** The chosen account, or by hand where the platform has no account that can publish. */
    Destination chooseOrByHand(Platform platform, @Nullable UUID accountId) {
        var chosen = choose(platform, accountId);
        return chosen.connected() ? chosen : new Destination(platform, null, Post.By.HAND);
    }

    /** The named account, or the only one of the platform; otherwise the destination is not connected. */
    Destination choose(Platform platform, @Nullable UUID accountId) {
        if (platform == Platform.NEWSROOM && accountId != null)
            throw Refused.invalid("accountId", "must be empty for the newsroom, which needs no account");
        if (platform == Platform.NEWSROOM) return new Destination(platform, null, Post.By.FANFARE);
        if (accountId != null) {
            var named = accounts.find(accountId)
                    .filter(account -> account.platform() == platform)
                    .filter(account -> account.status() != Account.Status.DISCONNECTED)
                    .orElseThrow(() ->
                            Refused.invalid("accountId", "must be the id of a connected account of this platform"));
            return new Destination(platform, named, Post.By.FANFARE);
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
        return new Destination(platform, known.isEmpty() ? null : known.getFirst(), Post.By.FANFARE);
    }

    /** The destination of a scheduled post, in any state of its account. */
    Destination of(Post post) {
        UUID account = post.accountId();
        return new Destination(
                post.platform(), account == null ? null : accounts.find(account).orElse(null), post.by());
    }

    /** All problems of a post, a missing account last. */
    List<PostProblem> problems(Destination destination, PostDetails details) {
        var problems = new ArrayList<>(unfit(destination, details));
        if (!destination.connected()) {
            String name = PlatformChecks.name(destination.platform());
            problems.add(PostProblem.of(
                    destination.platform().word(),
                    PostProblem.NOT_CONNECTED,
                    publishers.contains(destination.platform())
                            ? "No " + name
                                    + " account is connected in this workspace. Connect one, or plan the post by hand."
                            : whyNot(destination.platform())));
        }
        return problems;
    }

    Optional<Publisher> publisher(Platform platform) {
        return publishers.find(platform);
    }

    /** Why no account of a platform can be connected. */
    String whyNot(Platform platform) {
        var names = Stream.concat(
                        publishers.all().stream().map(each -> PlatformChecks.name(each.platform())),
                        Stream.of("the newsroom"))
                .toList();
        return PlatformChecks.name(platform)
                + " can't be connected yet. Plan the post by hand: you get it when it is due. Only "
                + String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.getLast()
                + " publish automatically.";
    }

    MediaRules media(Platform platform) {
        return publishers.media(platform);
    }

    /** The problems of the post itself. */
    List<PostProblem> unfit(Destination destination, PostDetails details) {
        var rules = new PlatformChecks.Rules(
                destination.platform(), publishers.media(destination.platform()), destination.limits());
        return PlatformChecks.problems(rules, details, files(details));
    }

    private Map<UUID, Asset> files(PostDetails details) {
        var files = assets.list(details.allAssetIds()).stream().collect(Collectors.toMap(Asset::id, each -> each));
        if (!files.keySet().containsAll(details.allAssetIds()))
            throw Refused.invalid("assetIds", "contains a file that is not in the library");
        return files;
    }
}
