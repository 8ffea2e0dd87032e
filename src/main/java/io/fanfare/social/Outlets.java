package io.fanfare.social;

import io.fanfare.creative.Platform;
import io.fanfare.kernel.Refused;
import io.fanfare.library.Asset;
import io.fanfare.library.Assets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds the account a post leaves by, and says what its platform has against the post. */
@Component
class Outlets {
    private final Accounts accounts;
    private final Assets assets;

    Outlets(Accounts accounts, Assets assets) {
        this.accounts = accounts;
        this.assets = assets;
    }

    /** The account that is named, or the only one of the platform; without one the outlet is not connected. */
    Outlet choose(Platform platform, @Nullable UUID accountId) {
        if (platform == Platform.NEWSROOM && accountId != null)
            throw Refused.invalid("accountId", "the newsroom has no accounts");
        if (platform == Platform.NEWSROOM) return new Outlet(platform, null);
        if (accountId != null) {
            var named = accounts.find(accountId)
                    .filter(account -> account.platform() == platform)
                    .filter(account -> account.status() != Account.Status.DISCONNECTED)
                    .orElseThrow(() -> Refused.invalid("accountId", "is no connected account of this platform"));
            return new Outlet(platform, named);
        }
        var known = accounts.of(platform);
        if (known.size() > 1)
            throw Refused.unprocessable(
                            "account_ambiguous",
                            "Several " + Fitness.name(platform)
                                    + " accounts are connected: say which one by accountId.")
                    .with(
                            "accounts",
                            known.stream()
                                    .map(account -> Map.of("id", account.id(), "handle", account.handle()))
                                    .toList());
        return new Outlet(platform, known.isEmpty() ? null : known.getFirst());
    }

    /** The outlet of a post that is planned already, whatever has become of its account. */
    Outlet of(Post post) {
        UUID account = post.accountId();
        return new Outlet(
                post.platform(), account == null ? null : accounts.find(account).orElse(null));
    }

    /** All that stands against a post, that nobody is connected last. */
    List<PostProblem> problems(Outlet outlet, PostDetails details) {
        var problems = new ArrayList<>(unfit(outlet, details));
        if (!outlet.connected()) {
            String name = Fitness.name(outlet.platform());
            problems.add(PostProblem.of(
                    outlet.platform().word(),
                    PostProblem.NOT_CONNECTED,
                    accounts.connectable().contains(outlet.platform())
                            ? "No " + name + " account is connected in this workspace. Connect one, or choose newsroom."
                            : Accounts.whyNot(outlet.platform())));
        }
        return problems;
    }

    /** What is wrong with the post itself. */
    List<PostProblem> unfit(Outlet outlet, PostDetails details) {
        return Fitness.problems(outlet.platform(), outlet.limits(), details, files(details));
    }

    private Map<UUID, Asset> files(PostDetails details) {
        var files = assets.list(details.assetIds()).stream().collect(Collectors.toMap(Asset::id, each -> each));
        if (!files.keySet().containsAll(details.assetIds()))
            throw Refused.invalid("assetIds", "names a file that is not in the library");
        return files;
    }
}
