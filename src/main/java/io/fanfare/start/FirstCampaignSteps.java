package io.fanfare.start;

import io.fanfare.identity.Brands;
import io.fanfare.identity.Members;
import io.fanfare.identity.Workspaces;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Transactions;
import io.fanfare.start.FirstCampaign.FirstItem;
import io.fanfare.start.FirstCampaign.Made;
import io.fanfare.start.FirstCampaign.Run;
import io.fanfare.start.FirstCampaign.Step;
import io.fanfare.start.NewFirstCampaign.StartChannel;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The steps of a first campaign: each calls the same operations as a person would, with that person's permissions. */
@Component
class FirstCampaignSteps {
    private static final int WEEKS = 4;
    private static final Set<String> FINAL = Set.of("published", "failed", "cancelled");

    private final OperationCalls calls;
    private final PictureDownload downloads;
    private final FirstItems items;
    private final Brands brands;
    private final Members members;
    private final Workspaces workspaces;
    private final Transactions transactions;
    private final Now now;

    FirstCampaignSteps(
            OperationCalls calls,
            PictureDownload downloads,
            FirstItems items,
            Brands brands,
            Members members,
            Workspaces workspaces,
            Transactions transactions,
            Now now) {
        this.calls = calls;
        this.downloads = downloads;
        this.items = items;
        this.brands = brands;
        this.members = members;
        this.workspaces = workspaces;
        this.transactions = transactions;
        this.now = now;
    }

    /** What was made, and whether the step is complete or has to be called again. */
    record Outcome(Made made, boolean complete) {}

    Outcome perform(Step step, Run run, Current person) {
        var caller = calls.of(run.id(), step, person);
        return switch (step) {
            case BRAND -> done(brand(run, caller));
            case POST -> done(post(run, caller));
            case CAMPAIGN -> done(campaign(run, caller));
            case STRATEGY -> done(strategy(run, caller));
            case DRAFTS -> done(drafts(run, caller));
            case PICTURES -> pictures(run, caller);
            case PLAN -> done(followed(items.planned(run, caller, plan(run)), run, caller));
        };
    }

    private static Outcome done(Made made) {
        return new Outcome(made, true);
    }

    /** Archives what an attempt that failed has left, as Fanfare itself: not everyone who may create campaigns may archive them. */
    void undo(Run run) {
        if (run.made().campaignId() == null) return;
        try {
            calls.of(run.id(), null, Current.get())
                    .call("undo", "archiveCampaign", Map.of("id", run.made().campaignId()));
        } catch (Refused missing) {
            // It is archived already.
        }
    }

    private Made brand(Run run, OperationCalls.Caller caller) {
        var found = run.request().brand();
        if (found == null || !caller.may("brand.write")) return run.made();
        var made = run.made();
        var patch = new LinkedHashMap<String, @Nullable Object>();
        patch.put("id", transactions.read(() -> brands.of(null)).id());
        put(patch, "name", found.name());
        put(patch, "colors", found.colors());
        put(patch, "fonts", found.fonts());
        put(patch, "voice", found.voice());
        put(patch, "postalAddress", found.postalAddress());
        if (found.senderEmail() != null && !found.senderEmail().isBlank()) {
            var sender = new LinkedHashMap<String, Object>();
            if (found.name() != null) sender.put("name", found.name());
            sender.put("email", found.senderEmail());
            patch.put("sender", sender);
        }
        String address = found.logoUrl();
        if (address != null) {
            var logo = caller.within(
                    () -> downloads.store(address, Objects.requireNonNullElse(found.name(), "Brand") + " logo"));
            if (logo.isPresent()) patch.put("logoAssetId", logo.get());
            else made = made.noted("The logo could not be downloaded. You can upload it in the brand kit.");
        }
        caller.call("brand", "changeBrand", patch);
        String name = found.name();
        if (name != null && caller.may("workspace.manage"))
            caller.within(() -> transactions.write(() -> {
                workspaces.name(members.find(run.personId()).orElseThrow().name(), name);
                return true;
            }));
        return made;
    }

    private static void put(Map<String, @Nullable Object> patch, String name, @Nullable Object value) {
        if (value != null && !value.toString().isBlank()) patch.put(name, value);
    }

    private Made post(Run run, OperationCalls.Caller caller) {
        var request = run.request();
        var body = new LinkedHashMap<String, Object>();
        if (request.postUrl() != null && !request.postUrl().isBlank()) body.put("url", request.postUrl());
        else body.put("markdown", Objects.requireNonNull(request.text()));
        var post = caller.call("post", "createBlogPost", body);
        var themes = FirstItems.themes(post.path("html").asString(""));
        String title = post.path("title").asString();
        return run.made()
                .withPost(UUID.fromString(post.path("id").asString()), title, themes, photo(run, caller, title));
    }

    /** The picture of the post, if it has one that can be used. */
    private @Nullable UUID photo(Run run, OperationCalls.Caller caller, String title) {
        String address = run.request().pictureUrl();
        if (address == null || address.isBlank()) return null;
        return caller.within(() -> downloads.store(address, cut(title, 200))).orElse(null);
    }

    private Made campaign(Run run, OperationCalls.Caller caller) {
        var request = run.request();
        var start = today().plusDays(1);
        var goal = request.goal();
        var end = goal == null || goal.by() == null || goal.by().isBefore(start) ? start.plusWeeks(WEEKS) : goal.by();
        var body = new LinkedHashMap<String, Object>();
        body.put("name", cut(Objects.requireNonNullElse(run.name(), "First campaign"), 200));
        body.put("type", "custom");
        body.put("startDate", start.toString());
        body.put("endDate", end.toString());
        body.put("channels", words(request.channels()));
        if (goal != null) body.put("objective", goal.sentence());
        if (run.sample()) SampleProgress.begin(body, today());
        var campaign = caller.call("campaign", "createCampaign", body);
        return run.made().withCampaign(UUID.fromString(campaign.path("id").asString()));
    }

    /** A proposal from what the site and the post say; nothing in it is guessed. */
    private Made strategy(Run run, OperationCalls.Caller caller) {
        var request = run.request();
        var body = new LinkedHashMap<String, Object>();
        body.put("id", Objects.requireNonNull(run.made().campaignId()));
        body.put("platforms", words(request.channels()));
        if (request.goal() != null) {
            var goal = new LinkedHashMap<String, Object>();
            goal.put("metric", request.goal().metric());
            goal.put("target", request.goal().target());
            if (request.goal().by() != null) goal.put("by", request.goal().by().toString());
            body.put("goals", List.of(goal));
        }
        audience(request).ifPresent(audience -> body.put("targetAudience", audience));
        var title = Objects.requireNonNullElse(run.made().title(), "");
        body.put(
                "contentPillars",
                run.made().themes().isEmpty()
                        ? List.of(cut(title, 500))
                        : run.made().themes());
        body.put(
                "brandTone",
                request.brand() == null
                                || request.brand().voice() == null
                                || request.brand().voice().isBlank()
                        ? "Plain and concrete, in the words of the post."
                        : request.brand().voice());
        var cadence = new LinkedHashMap<String, Object>();
        words(request.channels()).forEach(channel -> cadence.put(channel, 1));
        body.put("cadence", cadence);
        caller.call("strategy", "createStrategy", body);
        return run.made();
    }

    private static Optional<String> audience(NewFirstCampaign request) {
        if (request.audience() != null && !request.audience().isBlank()) return Optional.of(request.audience());
        var brand = request.brand();
        if (brand == null || brand.description() == null || brand.description().isBlank()) return Optional.empty();
        return Optional.of(
                "Readers of " + Objects.requireNonNullElse(brand.name(), "our website") + ": " + brand.description());
    }

    private Made drafts(Run run, OperationCalls.Caller caller) {
        var made = run.made();
        var answer = caller.call(
                "drafts",
                "repurposeBlogPost",
                Map.of(
                        "blogPostId",
                        Objects.requireNonNull(made.blogPostId()),
                        "campaignId",
                        Objects.requireNonNull(made.campaignId()),
                        "platforms",
                        words(run.request().channels())));
        var list = new ArrayList<FirstItem>();
        for (JsonNode text : answer.path("items")) list.add(FirstItems.of(text, Objects.requireNonNull(made.title())));
        return made.withItems(list);
    }

    /** Two pictures, for the items that need one most. They are drawn by this server, so each takes about a second. */
    private Outcome pictures(Run run, OperationCalls.Caller caller) {
        var made = run.made();
        boolean ordered = made.items().stream().anyMatch(item -> item.renderJobId() != null);
        if (!ordered) {
            var wanted = FirstItems.pictured(
                    made.items().stream().map(FirstItem::channel).toList());
            var list = made.items().stream()
                    .map(item -> wanted.contains(item.channel()) ? items.ordered(item, run, caller) : item)
                    .toList();
            return new Outcome(made.withItems(list), list.stream().allMatch(item -> item.renderJobId() == null));
        }
        var list = new ArrayList<FirstItem>();
        boolean complete = true;
        for (var item : made.items()) {
            if (item.renderJobId() == null || item.assetId() != null) {
                list.add(item);
                continue;
            }
            var job = caller.call(null, "readRenderJobStatus", Map.of("id", item.renderJobId()));
            complete &= FINAL.contains(job.path("status").asString(""));
            list.add(items.drawn(item, job));
        }
        return new Outcome(made.withItems(list), complete);
    }

    /** The campaign is made also if the blog can't be followed. */
    private static Made followed(Made made, Run run, OperationCalls.Caller caller) {
        String url = run.request().followUrl();
        if (url == null || url.isBlank()) return made;
        try {
            caller.call(
                    "follow",
                    "followBlog",
                    Map.of(
                            "id",
                            Objects.requireNonNull(made.campaignId()),
                            "url",
                            url,
                            "channels",
                            words(run.request().channels())));
            return made;
        } catch (Refused refused) {
            if (refused.status() == 429 || refused.code().equals("idempotency_in_flight")) throw refused;
            return made.noted("The blog is not followed. " + refused.getMessage());
        }
    }

    /** In the zone of the workspace. */
    LocalDate today() {
        return transactions.read(
                () -> LocalDate.ofInstant(now.instant(), workspaces.current().zone()));
    }

    /** The sender of the mail is that of the brand, otherwise the person; the first mail goes to the person. */
    private FirstItems.Plan plan(Run run) {
        return transactions.read(() -> {
            var zone = workspaces.current().zone();
            var brand = brands.of(null);
            var person = members.find(run.personId()).orElseThrow();
            String sender = brand.senderEmail() == null ? person.email() : brand.senderEmail();
            return new FirstItems.Plan(
                    LocalDate.ofInstant(now.instant(), zone),
                    zone.getId(),
                    new FirstItems.Mail(sender, brand.name(), person.email(), person.name()));
        });
    }

    private static List<String> words(List<StartChannel> channels) {
        return channels.stream().map(StartChannel::word).toList();
    }

    static String cut(String text, int longest) {
        return text.codePointCount(0, text.length()) <= longest
                ? text
                : text.substring(0, text.offsetByCodePoints(0, longest - 1)) + "…";
    }
}
