package io.fanfare.launch;

import io.fanfare.identity.Brands;
import io.fanfare.identity.Members;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.PlannedTime;
import io.fanfare.kernel.Refused;
import io.fanfare.launch.TemplateContent.Part;
import io.fanfare.library.Asset;
import io.fanfare.library.Assets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Makes the items of a template: drafts, posts and e-mails. A post that can't be planned as it is becomes a draft. */
@Component
class TemplateItems {
    private static final String PASSED = "Its time has passed. It is a draft until you choose another.";

    private final TemplateCalls calls;
    private final Brands brands;
    private final Members members;
    private final Assets assets;
    private final Now now;

    TemplateItems(TemplateCalls calls, Brands brands, Members members, Assets assets, Now now) {
        this.calls = calls;
        this.brands = brands;
        this.members = members;
        this.assets = assets;
        this.now = now;
    }

    void make(TemplateRun run) {
        var known = known(run);
        var creatives = run.content("creatives");
        for (int i = 0; i < creatives.size(); i++) creative("creatives[" + i + "]", creatives.get(i), known, run);
        for (var post : run.content("posts")) post(post, known, run);
        var mailings = run.content("mailings");
        for (int i = 0; i < mailings.size(); i++) mailing("mailings[" + i + "]", mailings.get(i), run);
    }

    /** The files that still exist, of all that items use. */
    private Set<UUID> known(TemplateRun run) {
        var ids = new HashSet<UUID>();
        for (var creative : run.content("creatives")) {
            files(creative.path("components"), ids);
            for (var own : creative.path("channels")) files(own, ids);
        }
        for (var post : run.content("posts")) {
            for (var file : post.path("assetIds")) ids.add(UUID.fromString(file.asString()));
            for (var part : post.path("thread"))
                for (var file : part.path("assetIds")) ids.add(UUID.fromString(file.asString()));
        }
        return ids.isEmpty()
                ? Set.of()
                : assets.list(ids).stream().map(Asset::id).collect(Collectors.toSet());
    }

    private static void files(JsonNode components, Set<UUID> ids) {
        for (String media : List.of("image", "video"))
            for (String member : List.of("assetId", "posterAssetId"))
                if (components.path(media).hasNonNull(member))
                    ids.add(UUID.fromString(components.get(media).get(member).asString()));
    }

    private void creative(String field, JsonNode creative, Set<UUID> known, TemplateRun run) {
        var body = TemplateRun.arguments(creative, "name", "kind", "platform", "brief");
        body.put("id", run.id());
        body.put("mode", "manual");
        var missing = new HashSet<UUID>();
        body.put("components", kept(creative.path("components"), known, missing));
        var channels = new LinkedHashMap<String, Object>();
        creative.path("channels")
                .properties()
                .forEach(own -> channels.put(own.getKey(), kept(own.getValue(), known, missing)));
        if (!channels.isEmpty()) body.put("channels", channels);
        var made = calls.call(field, "createCreative", body);
        run.creative(
                creative.get("key").asString(), UUID.fromString(made.get("id").asString()));
        if (!missing.isEmpty()) lost("creative", creative.get("name").asString(), run);
    }

    /** Components without files that no longer exist. */
    private static Map<String, Object> kept(JsonNode components, Set<UUID> known, Set<UUID> missing) {
        var kept = TemplateRun.arguments(components, components.propertyNames().toArray(String[]::new));
        for (String media : List.of("image", "video")) {
            var files = new HashSet<UUID>();
            files(components.isObject() ? only(components, media) : components, files);
            files.removeAll(known);
            if (files.isEmpty()) continue;
            kept.remove(media);
            missing.addAll(files);
        }
        return kept;
    }

    private static JsonNode only(JsonNode components, String media) {
        return Json.tree(Map.of(media, components.path(media)));
    }

    private static void lost(String kind, String title, TemplateRun run) {
        run.left(kind, title, "A file that it uses no longer exists.");
    }

    private void post(JsonNode post, Set<UUID> known, TemplateRun run) {
        String title = heading(post, run);
        var time = run.time(post);
        var creative = run.creative(post);
        var body = words(post, known, title, run);
        if (!time.at().isAfter(now.instant())) {
            run.left("post", title, PASSED);
            if (creative == null) draft(post, title, body, run);
            return;
        }
        body.put("campaignId", run.id());
        body.put("platform", post.get("platform").asString());
        body.put("localTime", time.localTime().toString());
        body.put("timeZone", time.timeZone().getId());
        if (creative != null) body.put("creativeId", creative);
        var refused = schedule(
                new HashMap<>(body), post.path("by").asString("fanfare").equals("hand"));
        if (refused.isEmpty()) {
            run.made(Part.POSTS);
            return;
        }
        run.left("post", title, TemplateCalls.sentence(refused.get()) + " It is a draft until then.");
        if (creative == null) draft(post, title, body, run);
    }

    /** On the account of its platform; by hand where there is none. */
    private Optional<Refused> schedule(Map<String, Object> body, boolean byHand) {
        var refused = new ArrayList<Refused>();
        if (!byHand) {
            if (calls.attempt("schedulePost", body, refused::add).isPresent()) return Optional.empty();
            var why = refused.getLast();
            if (why.more().get("accounts") instanceof List<?> accounts
                    && accounts.getFirst() instanceof Map<?, ?> account) {
                body.put("accountId", String.valueOf(account.get("id")));
                return calls.attempt("schedulePost", body, refused::add).isPresent()
                        ? Optional.empty()
                        : Optional.of(refused.getLast());
            }
            if (!why.code().equals("platform_not_connected")) return Optional.of(why);
        }
        body.put("by", "hand");
        return calls.attempt("schedulePost", body, refused::add).isPresent()
                ? Optional.empty()
                : Optional.of(refused.getLast());
    }

    private static Map<String, Object> words(JsonNode post, Set<UUID> known, String title, TemplateRun run) {
        var body = TemplateRun.arguments(post, "title", "text", "link", "thread");
        var files = new ArrayList<String>();
        for (var file : post.path("assetIds"))
            if (known.contains(UUID.fromString(file.asString()))) files.add(file.asString());
        if (files.size() < post.path("assetIds").size()) lost("post", title, run);
        if (files.isEmpty()) return body;
        body.put("assetIds", files);
        var texts = TemplateRun.arguments(post, "altTexts").get("altTexts");
        if (texts instanceof Map<?, ?> all) {
            var kept = new LinkedHashMap<>(all);
            kept.keySet().retainAll(files);
            body.put("altTexts", kept);
        }
        return body;
    }

    private static String heading(JsonNode post, TemplateRun run) {
        if (post.hasNonNull("title")) return post.get("title").asString();
        String text = post.path("text").asString("").strip().lines().findFirst().orElse("");
        if (text.isEmpty())
            for (var creative : run.content("creatives"))
                if (creative.path("key").equals(post.path("creative")))
                    return creative.get("name").asString();
        return text.codePointCount(0, text.length()) <= 80
                ? text
                : text.substring(0, text.offsetByCodePoints(0, 79)) + "…";
    }

    private void draft(JsonNode post, String title, Map<String, Object> words, TemplateRun run) {
        var components = new LinkedHashMap<String, Object>();
        var text = post.path("text").asString("");
        components.put("caption", text);
        var thread = new ArrayList<String>();
        for (var part : post.path("thread")) thread.add(part.path("text").asString(""));
        if (!thread.isEmpty()) {
            thread.addFirst(text);
            components.put("thread", thread);
        }
        if (words.get("assetIds") instanceof List<?> files) {
            var media = new LinkedHashMap<String, Object>();
            var first = String.valueOf(files.getFirst());
            media.put("assetId", first);
            if (words.get("altTexts") instanceof Map<?, ?> texts && texts.containsKey(first))
                media.put("altText", Objects.requireNonNull(texts.get(first)));
            components.put("image", media);
        }
        calls.call(
                "posts",
                "createCreative",
                Map.of(
                        "id",
                        run.id(),
                        "name",
                        title.isBlank() ? "Post" : title,
                        "kind",
                        components.containsKey("image") ? "image" : "text",
                        "platform",
                        post.get("platform").asString(),
                        "mode",
                        "manual",
                        "components",
                        components));
        run.made(Part.CREATIVES);
    }

    private void mailing(String field, JsonNode mailing, TemplateRun run) {
        var body = TemplateRun.arguments(mailing, "name", "subject", "preheader", "markdown", "mjml", "html");
        body.put("campaignId", run.id());
        body.put("from", sender(run));
        var creative = run.creative(mailing);
        if (creative != null) body.put("creativeId", creative);
        var made = calls.call(field, "createMailing", body);
        String title = mailing.get("name").asString();
        run.made(Part.MAILINGS);
        run.left("mailing", title, "It has no recipients yet. Choose them before the launch.");
        if (!mailing.hasNonNull("offsetDays")) return;
        var time = run.time(mailing);
        if (time.at().isAfter(now.instant())) schedule(field, made.get("id").asString(), time);
        else run.left("mailing", title, PASSED);
    }

    private void schedule(String field, String mailing, PlannedTime time) {
        calls.call(
                field,
                "scheduleMailing",
                Map.of(
                        "id",
                        mailing,
                        "localTime",
                        time.localTime().toString(),
                        "timeZone",
                        time.timeZone().getId()));
    }

    /** The sender of the brand, otherwise the person who uses the template. */
    private Map<String, Object> sender(TemplateRun run) {
        var brand = brands.of(run.campaign().brandId());
        var person = members.find(Current.get().person());
        var sender = new LinkedHashMap<String, Object>();
        String email = brand.senderEmail();
        if (email == null && person.isPresent()) email = person.get().email();
        if (email == null)
            throw Refused.unprocessable(
                    "sender_missing", "The brand has no sender address. Enter one in the brand kit, then try again.");
        sender.put("email", email);
        sender.put("name", Objects.requireNonNullElse(brand.senderName(), brand.name()));
        return sender;
    }
}
