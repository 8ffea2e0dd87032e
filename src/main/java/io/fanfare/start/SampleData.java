package io.fanfare.start;

import io.fanfare.creative.BlogPosts;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Invocation;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Ready;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Transactions;
import io.fanfare.start.FirstCampaign.Run;
import io.fanfare.start.FirstCampaign.State;
import io.fanfare.start.NewFirstCampaign.CampaignGoal;
import io.fanfare.start.NewFirstCampaign.StartChannel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** The sample campaign of a workspace: made like a first campaign, and removed with exactly what it has made. */
@Component
class SampleData {
    private final FirstCampaignStore store;
    private final BlogPosts blogPosts;
    private final Invocation invocation;
    private final Transactions transactions;
    private final Ready ready;
    private final Now now;

    SampleData(
            FirstCampaignStore store,
            BlogPosts blogPosts,
            Invocation invocation,
            Transactions transactions,
            Ready ready,
            Now now) {
        this.store = store;
        this.blogPosts = blogPosts;
        this.invocation = invocation;
        this.transactions = transactions;
        this.ready = ready;
        this.now = now;
    }

    /** The sample that is there already, otherwise a new one. */
    Run create() {
        store.lockSample();
        var known = store.sample();
        if (known.isPresent() && known.get().state() != State.FAILED) return known.get();
        known.ifPresent(failed -> store.delete(failed.id()));
        var id = Ids.next();
        var today = LocalDate.ofInstant(now.instant(), ZoneOffset.UTC);
        var request = new NewFirstCampaign(
                "Sample: half the waste",
                null,
                null,
                null,
                text(),
                new CampaignGoal("kit downloads", BigDecimal.valueOf(500), SampleProgress.end(today)),
                List.of(StartChannel.NEWSROOM, StartChannel.LINKEDIN, StartChannel.EMAIL, StartChannel.INSTAGRAM),
                "Owners and cooks of cafés",
                null);
        store.insert(id, Current.get().person(), request, true);
        ready.mark(FirstCampaignLane.LANE, now.instant());
        return store.find(id).orElseThrow();
    }

    private static String text() {
        try (var file = new ClassPathResource("demo/sample.md").getInputStream()) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /** Outside a transaction. A picture that is used elsewhere by now is kept. */
    void remove() {
        var run = transactions.read(store::sample).orElseThrow(Refused::notFound);
        if (run.state() == State.RUNNING)
            throw Refused.conflict("sample_running", "The sample data is still being made. Try again in a moment.");
        var made = run.made();
        if (made.campaignId() != null) {
            // Archiving ends its review, with the notifications about it.
            call("archiveCampaign", Map.of("id", made.campaignId(), "hard", false));
            call("archiveCampaign", Map.of("id", made.campaignId(), "hard", true));
        }
        made.items().stream()
                .map(FirstCampaign.FirstItem::assetId)
                .filter(Objects::nonNull)
                .forEach(asset -> call("deleteAsset", Map.of("id", asset, "hard", true)));
        transactions.write(() -> {
            if (made.blogPostId() != null) blogPosts.remove(made.blogPostId());
            store.delete(run.id());
        });
    }

    private void call(String operation, Map<String, ?> arguments) {
        try {
            invocation.call(operation, arguments, Current.get());
        } catch (Refused refused) {
            // It is gone already, or a picture has found another use.
            if (refused.status() != 404 && !refused.code().equals("asset_used")) throw refused;
        }
    }
}
