package io.fanfare.render;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.fanfare.campaign.Campaigns;
import io.fanfare.identity.Brands;
import io.fanfare.identity.Credentials;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Operations;
import io.fanfare.kernel.Page;
import io.fanfare.kernel.Ready;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.SignedToken;
import io.fanfare.kernel.Transactions;
import io.fanfare.library.Asset;
import io.fanfare.library.Assets;
import io.fanfare.render.RenderJob.State;
import io.fanfare.render.RenderStore.Level;
import io.fanfare.render.providers.LocalProvider;
import io.fanfare.render.providers.Order;
import io.fanfare.render.providers.Remote;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Pictures and videos to be made, from the order to the file in the library. */
@RestController
@RequestMapping("/api")
public class RenderJobs {
    static final String TOKEN = "render webhook";

    private static final int LARGEST_CALL = 1 << 20;
    private static final int MOST_WAITING = 500;

    private final RenderStore store;
    private final Rendering rendering;
    private final Campaigns campaigns;
    private final Assets assets;
    private final Brands brands;
    private final Credentials credentials;
    private final ObjectProvider<Briefs> briefs;
    private final SignedToken tokens;
    private final Transactions transactions;
    private final Operations operations;
    private final Ready ready;
    private final Audit audit;
    private final Now now;

    RenderJobs(
            RenderStore store,
            Rendering rendering,
            Campaigns campaigns,
            Assets assets,
            Brands brands,
            Credentials credentials,
            ObjectProvider<Briefs> briefs,
            SignedToken tokens,
            Transactions transactions,
            Operations operations,
            Ready ready,
            Audit audit,
            Now now) {
        this.store = store;
        this.rendering = rendering;
        this.campaigns = campaigns;
        this.assets = assets;
        this.brands = brands;
        this.credentials = credentials;
        this.briefs = briefs;
        this.tokens = tokens;
        this.transactions = transactions;
        this.operations = operations;
        this.ready = ready;
        this.audit = audit;
        this.now = now;
    }

    /** What a creative has to say; the room that has creatives answers. */
    public interface Briefs {
        Optional<Brief> brief(UUID creativeId);
    }

    /** The words of a creative that a picture of it starts from. */
    public record Brief(UUID campaignId, String headline, String text) {}

    /** A job to be made. */
    record NewRenderJob(
            @JsonAlias("campaign_id") UUID campaignId,
            @JsonAlias("creative_id") @Nullable UUID creativeId,
            Order.@NotNull Type type,
            @Nullable @Size(max = 50) String provider,
            @Nullable @Size(max = 200) String model,
            @Nullable @Valid RenderParams params,

            @JsonAlias("max_retries") @Nullable @Min(0) @Max(3)
            Integer maxRetries,

            @JsonAlias("auto_submit") @Nullable Boolean autoSubmit) {}

    /** Who can render: {@code configured} where nothing more is needed, {@code templates} and {@code sizes} to choose from. */
    record RenderProvider(
            String name,
            String title,
            Set<Order.Type> canRender,
            boolean configured,
            List<String> models,
            List<LocalProvider.Template> templates,
            List<Dimensions> sizes,
            String note) {}

    /** A size that channels ask for. */
    record Dimensions(int width, int height, String title) {}

    private static final List<Dimensions> SIZES = List.of(
            new Dimensions(1080, 1080, "Square post"),
            new Dimensions(1200, 628, "Link preview"),
            new Dimensions(1080, 1920, "Story, reel, short"),
            new Dimensions(1080, 1350, "Portrait post"),
            new Dimensions(1920, 1080, "Widescreen"));

    /**
     * Orders a picture or a video for a campaign. {@code local} (unless another provider is told) draws {@code headline}, {@code
     * text} and {@code cta} in one of its templates, in the colours and with the logo of the brand ({@code brandId}, else that of
     * the campaign or the workspace), on your {@code images} where there are some; 1080 × 1080 unless told, any size from 64 to
     * 4096; a video is 8 s of 1080 × 1920 unless told, 60 s at most. With {@code creativeId} its words are taken where none are
     * given, and it gets the file. The same {@code seed} gives the same picture. {@code autoSubmit: false} waits for {@code
     * submitRenderJob}. Services need a credential of their kind (422 {@code provider_not_configured}).
     */
    @PostMapping("/render-jobs/create")
    @ResponseStatus(HttpStatus.CREATED)
    @Allow("content.write")
    RenderAnswer createRenderJob(@Valid @RequestBody NewRenderJob given) {
        var campaign = campaigns.get(given.campaignId());
        campaign.requireOpen();
        var brief = brief(given.creativeId(), campaign.id());
        String provider = given.provider() == null ? LocalProvider.NAME : given.provider();
        String model = model(provider, given.type(), given.model());
        var id = Ids.next();
        var asked = given.params() == null ? RenderParams.none() : given.params();
        requireImages(provider, asked.images());
        requireBrand(asked.brandId());
        var params = asked.settled(
                given.type(),
                brief.map(Brief::headline).filter(words -> !words.isBlank()).orElse(campaign.name()),
                brief.map(Brief::text).orElse(""),
                id.getLeastSignificantBits() & Integer.MAX_VALUE,
                campaign.brandId());
        if (store.page(new RenderStore.Filter(campaign.id(), null, State.QUEUED, null, null), Page.Range.of(1, 0))
                        .total()
                >= MOST_WAITING)
            throw Refused.conflict(
                    "too_many_waiting", "500 jobs of this campaign wait already. Cancel some, or wait for them.");
        var job = store.insert(new RenderStore.New(
                id,
                campaign.id(),
                given.creativeId(),
                given.type(),
                provider,
                model,
                params,
                !Boolean.FALSE.equals(given.autoSubmit()),
                given.maxRetries() == null ? 3 : given.maxRetries()));
        store.log(id, Level.INFO, job.handedIn() ? "Queued." : "Made; it waits to be submitted.");
        if (job.handedIn()) ready.mark(Lanes.of(job).name(), now.instant());
        audit.record(Rendering.subject(job), null, Map.of("type", job.type(), "provider", provider, "params", params));
        rendering.tell(job);
        return answer(job);
    }

    private Optional<Brief> brief(@Nullable UUID creative, UUID campaign) {
        if (creative == null) return Optional.empty();
        var found =
                briefs.stream().flatMap(room -> room.brief(creative).stream()).findFirst();
        if (found.isEmpty() || !found.get().campaignId().equals(campaign))
            throw Refused.unprocessable("creative_unknown", "creativeId names no creative of this campaign.");
        return found;
    }

    private @Nullable String model(String provider, Order.Type type, @Nullable String model) {
        if (provider.equals(LocalProvider.NAME)) return model;
        var remote = rendering.remote(provider).orElseThrow(() -> Refused.invalid("provider", "one of " + names()));
        if (!remote.canRender().contains(type))
            throw Refused.unprocessable("provider_cannot", remote.title() + " does not make a " + type.word() + ".");
        if (credentials.find(remote.credential()).isEmpty())
            throw Refused.unprocessable(
                    "provider_not_configured",
                    "There is no credential for " + remote.title() + ". Add one of the kind "
                            + remote.credential().name().toLowerCase(Locale.ROOT) + " first.");
        String named = model == null ? remote.usualModel(type).orElse(null) : model;
        if (named == null)
            throw Refused.invalid("model", "is needed: " + remote.title() + " has many for a " + type.word());
        remote.flaw(named).ifPresent(flaw -> {
            throw Refused.invalid("model", flaw);
        });
        return named;
    }

    private String names() {
        var names = new ArrayList<>(List.of(LocalProvider.NAME));
        rendering.remotes().forEach(remote -> names.add(remote.name()));
        return String.join(", ", names);
    }

    private void requireImages(String provider, List<String> images) {
        boolean local = provider.equals(LocalProvider.NAME);
        var ids = new ArrayList<UUID>();
        for (String image : images) {
            var id = Ids.parse(image);
            if (id.isPresent()) ids.add(id.get());
            else if (local || !image.startsWith("https://"))
                throw Refused.invalid(
                        "params.images",
                        local
                                ? "are ids of pictures in the library"
                                : "are ids of pictures in the library, or https addresses");
        }
        long pictures = assets.list(ids).stream().filter(Asset::isPicture).count();
        if (pictures < ids.stream().distinct().count())
            throw Refused.invalid("params.images", "names a picture that is not in the library");
    }

    private void requireBrand(@Nullable String key) {
        if (key != null && brands.find(key).isEmpty())
            throw Refused.invalid("params.brandId", "is the key of no brand here");
    }

    /** Lists render jobs, newest first, without their logs. Filters: {@code campaignId}, {@code creativeId}, {@code status}, {@code type}, {@code provider}. */
    @GetMapping("/render-jobs")
    @Allow("content.read")
    Page<RenderAnswer> listRenderJobs(
            @RequestParam @Nullable UUID campaignId,
            @RequestParam @Nullable UUID creativeId,
            @RequestParam @Nullable State status,
            @RequestParam Order.@Nullable Type type,
            @RequestParam @Nullable String provider,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable Integer offset) {
        var filter = new RenderStore.Filter(campaignId, creativeId, status, type, provider);
        return store.page(filter, Page.Range.of(limit, offset))
                .map(job -> RenderAnswer.of(job, List.of(), operations.permitted(job.moves()), assets::address));
    }

    /** Submits a job that was made with {@code autoSubmit: false}; 409 {@code render_job_submitted} where that has been done. */
    @PostMapping("/render-jobs/{id}/submit")
    @Allow("content.write")
    RenderAnswer submitRenderJob(@PathVariable UUID id) {
        var before = store.get(id);
        if (before.state().isOver()) throw before.over();
        var after = store.handIn(id)
                .orElseThrow(() -> Refused.conflict(
                        "render_job_submitted", "This job has been submitted already; look at its status."));
        store.log(id, Level.INFO, "Submitted.");
        ready.mark(Lanes.of(after).name(), now.instant());
        audit.record(Rendering.subject(after), null, null);
        rendering.tell(after);
        return answer(after);
    }

    /** Reads one job: how far it is, what it said on the way (the last 500 lines), and where its files are once it is published. */
    @GetMapping("/render-jobs/{id}/status")
    @Allow("content.read")
    RenderAnswer readRenderJobStatus(@PathVariable UUID id) {
        return answer(store.get(id));
    }

    /**
     * Asks the service now how the job stands, and answers it. Asked more often than the service wants to be, it answers what is
     * known. A job of {@code local} answers at once.
     */
    @GetMapping("/render-jobs/{id}/poll")
    @Allow(value = "content.read", outside = true)
    RenderAnswer pollRenderJob(@PathVariable UUID id) {
        var job = transactions.read(() -> store.get(id));
        var remote = rendering.remote(job.provider());
        String theirs = job.providerJobId();
        if (remote.isPresent()
                && theirs != null
                && transactions.write(() -> store.asking(id, remote.get().pace()))) {
            var account = transactions.read(() -> credentials.find(remote.get().credential()));
            try {
                if (account.isPresent())
                    rendering.heard(job, theirs, remote.get().look(theirs, account.get()));
            } catch (Remote.Trouble trouble) {
                transactions.write(() -> store.log(id, Level.WARN, "Asked and not answered: " + trouble.getMessage()));
            }
        }
        return transactions.read(() -> answer(store.get(id)));
    }

    /** Cancels a job that is not over: what is being drawn stops at once, at a service it is stopped there. 409 {@code render_job_over}. */
    @PostMapping("/render-jobs/{id}/cancel")
    @Allow(value = "content.write", outside = true)
    RenderAnswer cancelRenderJob(@PathVariable UUID id) {
        var cancelled = transactions.write(() -> {
            var before = store.get(id);
            var after = store.cancel(id).orElseThrow(() -> store.get(id).over());
            store.log(id, Level.INFO, "Cancelled.");
            audit.record(Rendering.subject(after), Map.of("status", before.state()), Map.of("status", after.state()));
            rendering.tell(after);
            return after;
        });
        rendering.stop(id);
        String theirs = cancelled.providerJobId();
        var remote = rendering.remote(cancelled.provider());
        if (theirs != null && remote.isPresent()) {
            var account = transactions.read(() -> credentials.find(remote.get().credential()));
            account.ifPresent(opened -> rendering.stopElsewhere(id, remote.get(), opened, theirs));
        }
        return transactions.read(() -> answer(store.get(id)));
    }

    /** Tries a failed job again from its start; 409 where it has not failed, or has been tried {@code maxRetries} times. */
    @PostMapping("/render-jobs/{id}/retry")
    @Allow("content.write")
    RenderAnswer retryRenderJob(@PathVariable UUID id) {
        var before = store.get(id);
        if (before.state() != State.FAILED)
            throw Refused.conflict(
                    "render_job_not_failed",
                    "This job is " + before.state().word() + "; only a failed one is tried again.");
        var after = store.retry(id)
                .orElseThrow(() -> Refused.conflict(
                        "retries_exhausted",
                        "This job has been tried " + before.maxRetries()
                                + " times again. Make a new one with other parameters."));
        store.log(id, Level.INFO, "Tried again, " + after.retryCount() + " of " + after.maxRetries() + ".");
        ready.mark(Lanes.of(after).name(), now.instant());
        audit.record(Rendering.subject(after), Map.of("status", before.state()), Map.of("status", after.state()));
        rendering.tell(after);
        return answer(after);
    }

    /**
     * Takes the signed call of a service (Standard Webhooks: {@code webhook-id}, {@code webhook-timestamp}, {@code
     * webhook-signature} over the raw body; five minutes old at most). The same call again changes nothing. What is not signed
     * as it should be is 401.
     */
    @PostMapping("/render-jobs/webhook/{provider}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Allow(value = "public", outside = true)
    void receiveRenderWebhook(
            @PathVariable String provider, @RequestParam @Nullable String job, HttpServletRequest request) {
        var remote = rendering.remote(provider).orElseThrow(Refused::notFound);
        var ids = tokens.readIds(TOKEN, job == null ? "" : job).filter(read -> read.size() == 2);
        if (ids.isEmpty()) throw unsigned();
        byte[] body = body(request);
        var headers = new LinkedHashMap<String, String>();
        Collections.list(request.getHeaderNames())
                .forEach(name -> headers.put(name.toLowerCase(Locale.ROOT), request.getHeader(name)));
        Current.house(ids.get().get(0), provider).run(() -> {
            var account = transactions
                    .read(() -> credentials.find(remote.credential()))
                    .orElseThrow(RenderJobs::unsigned);
            var at = transactions.read(() -> now.instant());
            var called = remote.webhook(headers, body, account, at).orElseThrow(RenderJobs::unsigned);
            // Of a try that was given up, or of a job that is gone: there is nothing to do.
            transactions
                    .read(() -> store.find(ids.get().get(1)))
                    .filter(found -> called.providerJobId().equals(found.providerJobId()))
                    .ifPresent(found -> rendering.heard(found, called.providerJobId(), called.standing()));
        });
    }

    private static Refused unsigned() {
        return Refused.unauthorized("This call is not signed as it should be.");
    }

    private static byte[] body(HttpServletRequest request) {
        try {
            byte[] body = request.getInputStream().readNBytes(LARGEST_CALL + 1);
            if (body.length > LARGEST_CALL) throw Refused.tooLarge("A call of a service is 1 MB at most.");
            return body;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Lists who can render, what each of them makes, and whether it is set up here. */
    @GetMapping("/render-providers")
    @Allow("content.read")
    Page<RenderProvider> listRenderProviders() {
        var all = new ArrayList<RenderProvider>();
        all.add(new RenderProvider(
                LocalProvider.NAME,
                "Fanfare",
                LocalProvider.RENDERS,
                true,
                List.of(),
                LocalProvider.templates(),
                SIZES,
                "Draws in the brand's colours, here and without an account."));
        for (Remote remote : rendering.remotes()) {
            boolean configured = credentials.find(remote.credential()).isPresent();
            var models = remote.canRender().stream()
                    .flatMap(type -> remote.usualModel(type).stream())
                    .sorted()
                    .toList();
            all.add(new RenderProvider(
                    remote.name(),
                    remote.title(),
                    remote.canRender(),
                    configured,
                    models,
                    List.of(),
                    SIZES,
                    configured
                            ? "Costs what " + remote.title() + " asks for it."
                            : "Needs a credential of the kind "
                                    + remote.credential().name().toLowerCase(Locale.ROOT) + "."));
        }
        return Page.all(all);
    }

    private RenderAnswer answer(RenderJob job) {
        return RenderAnswer.of(job, store.lines(job.id()), operations.permitted(job.moves()), assets::address);
    }
}
