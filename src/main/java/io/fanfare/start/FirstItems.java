package io.fanfare.start;

import io.fanfare.kernel.Records;
import io.fanfare.kernel.Refused;
import io.fanfare.start.FirstCampaign.FirstItem;
import io.fanfare.start.FirstCampaign.Made;
import io.fanfare.start.FirstCampaign.Run;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The items of a first campaign: their texts, pictures and times. */
@Component
class FirstItems {
    private static final int LONGEST_TEXT = 600;
    private static final int PICTURES = 2;

    /** Channels that need a picture, or show it best, first. */
    private static final List<String> PICTURED =
            List.of("instagram", "newsroom", "linkedin", "facebook", "bluesky", "mastodon", "threads", "twitter");

    /** Channels that show square pictures; the others show wide ones. */
    private static final Set<String> SQUARE = Set.of("instagram", "threads");

    private static final Map<String, String> TIMES = Map.of(
            "newsroom",
            "09:00",
            "linkedin",
            "08:30",
            "email",
            "07:30",
            "instagram",
            "17:30",
            "facebook",
            "12:30",
            "twitter",
            "11:00");

    /** The day before the first item, the zone of its times, and the addresses of the mail. */
    record Plan(LocalDate today, String timeZone, Mail mail) {}

    /** Sender and first recipient of the mail. */
    record Mail(String from, String fromName, String to, String toName) {}

    static FirstItem of(JsonNode text, String title) {
        var mail = text.path("email");
        String words = mail.isObject()
                ? mail.path("text").asString("")
                : text.path("thread").isArray()
                        ? text.path("thread").path(0).asString("")
                        : text.path("text")
                                .asString(text.path("script").path("hook").asString(""));
        String channel = text.path("platform").asString();
        return new FirstItem(
                channel,
                UUID.fromString(text.path("creativeId").asString()),
                mail.isObject() ? mail.path("subject").asString(title) : titled(channel, words, title),
                FirstCampaignSteps.cut(words, LONGEST_TEXT),
                null,
                null,
                null,
                null,
                null,
                null);
    }

    static String titled(String channel, String words, String title) {
        return channel.equals("newsroom") ? title : opening(words, title);
    }

    /** Up to three headings of a post. */
    static List<String> themes(String html) {
        return Jsoup.parseBodyFragment(html).select("h2").eachText().stream()
                .filter(text -> text.length() >= 4 && text.length() <= 120)
                .limit(3)
                .toList();
    }

    /** The first sentence of a post, which tells it apart from the others. */
    private static String opening(String words, String title) {
        String first = words.strip().split("\\R|(?<=[.!?…])\\s", 2)[0].strip();
        return first.isEmpty() ? title : FirstCampaignSteps.cut(first, 90);
    }

    /** The channels whose items get a picture of their own. */
    static List<String> pictured(List<String> channels) {
        return channels.stream()
                .filter(PICTURED::contains)
                .sorted(Comparator.comparingInt(PICTURED::indexOf))
                .limit(PICTURES)
                .toList();
    }

    /** A picture whose words have no font here is left out, with a note. */
    FirstItem ordered(FirstItem item, Run run, OperationCalls.Caller caller) {
        var body = Map.of(
                "campaignId",
                Objects.requireNonNull(run.made().campaignId()),
                "creativeId",
                item.creativeId(),
                "type",
                "image",
                "params",
                drawing(item, run.made()));
        try {
            var job = caller.call(item.channel(), "createRenderJob", body);
            return Records.with(
                    item, "renderJobId", UUID.fromString(job.path("id").asString()));
        } catch (Refused refused) {
            if (!refused.code().equals("script_unavailable")) throw refused;
            return noted(item, refused);
        }
    }

    private static Map<String, Object> drawing(FirstItem item, Made made) {
        var params = drawing(
                item.channel(),
                Objects.requireNonNullElse(made.title(), item.title()),
                made.themes(),
                made.photoId() != null);
        if ("split".equals(params.get("template"))) params.put("images", List.of(String.valueOf(made.photoId())));
        return params;
    }

    /** The title of the post with its photo, or as a square with its themes as a list. A preview is drawn from the same. */
    static Map<String, Object> drawing(String channel, String title, List<String> themes, boolean photo) {
        boolean square = SQUARE.contains(channel);
        var params = new LinkedHashMap<String, Object>();
        params.put("headline", FirstCampaignSteps.cut(title, 300));
        // The text of the post stands beside the picture.
        params.put("text", "");
        params.put("width", square ? 1080 : 1200);
        params.put("height", square ? 1080 : 628);
        // The pattern behind the words.
        params.put("seed", title.hashCode() & Integer.MAX_VALUE);
        if (square && themes.size() >= 2) {
            params.put("template", "list");
            params.put("points", themes);
        } else params.put("template", photo ? "split" : "announcement");
        return params;
    }

    FirstItem drawn(FirstItem item, JsonNode job) {
        String asset = job.path("outputAssets").path("primary").asString("");
        return asset.isEmpty() ? item : Records.with(item, "assetId", UUID.fromString(asset));
    }

    /** Plans one item a working day from tomorrow on. Nothing of it is published before it is approved and launched. */
    Made planned(Run run, OperationCalls.Caller caller, Plan plan) {
        var list = new ArrayList<FirstItem>();
        var items = run.made().items();
        var times = times(items.stream().map(FirstItem::channel).toList(), plan.today());
        for (int i = 0; i < items.size(); i++) {
            var item = items.get(i);
            var time = Map.of("localTime", times.get(i), "timeZone", plan.timeZone());
            list.add(
                    item.channel().equals("email")
                            ? mailed(item, run, caller, time, plan.mail())
                            : posted(item, run, caller, time));
        }
        return run.made().withItems(list);
    }

    /** A working day for each item, at the usual time of its channel. */
    static List<String> times(List<String> channels, LocalDate today) {
        var times = new ArrayList<String>();
        var day = today;
        for (String channel : channels) {
            day = nextWorkingDay(day);
            times.add(day + "T" + TIMES.getOrDefault(channel, "12:00"));
        }
        return times;
    }

    private static LocalDate nextWorkingDay(LocalDate day) {
        var next = day.plusDays(1);
        while (next.getDayOfWeek() == DayOfWeek.SATURDAY || next.getDayOfWeek() == DayOfWeek.SUNDAY)
            next = next.plusDays(1);
        return next;
    }

    static boolean sameShape(String channel, String other) {
        return SQUARE.contains(channel) == SQUARE.contains(other);
    }

    /** The picture of another channel that shows the same shape. */
    private static Optional<UUID> shared(FirstItem item, Made made) {
        return made.items().stream()
                .filter(other -> other.assetId() != null && sameShape(other.channel(), item.channel()))
                .map(FirstItem::assetId)
                .filter(Objects::nonNull)
                .findFirst();
    }

    private static void illustrated(Map<String, Object> body, UUID picture, Made made) {
        body.put("assetIds", List.of(picture));
        String words = Objects.requireNonNullElse(made.title(), "");
        if (!words.isBlank()) body.put("altTexts", Map.of(picture.toString(), FirstCampaignSteps.cut(words, 300)));
    }

    /** A channel without an account is planned to be posted by hand. */
    private FirstItem posted(FirstItem item, Run run, OperationCalls.Caller caller, Map<String, String> time) {
        var body = new LinkedHashMap<String, Object>(time);
        body.put("campaignId", Objects.requireNonNull(run.made().campaignId()));
        body.put("platform", item.channel());
        body.put("creativeId", item.creativeId());
        if (item.channel().equals("newsroom")) body.put("title", FirstCampaignSteps.cut(item.title(), 200));
        var shown = item.assetId() == null
                ? Records.with(item, "assetId", shared(item, run.made()).orElse(null))
                : item;
        if (item.assetId() == null && shown.assetId() != null) illustrated(body, shown.assetId(), run.made());
        try {
            return posted(shown, caller.call(item.channel(), "schedulePost", body), time);
        } catch (Refused refused) {
            if (!refused.code().equals("platform_not_connected")) return noted(item, refused);
            return byHand(shown, caller, body, refused);
        }
    }

    private FirstItem byHand(FirstItem item, OperationCalls.Caller caller, Map<String, Object> body, Refused first) {
        var time = Map.of("localTime", String.valueOf(body.get("localTime")));
        body.put("by", "hand");
        try {
            return posted(item, caller.call(item.channel() + "-hand", "schedulePost", body), time);
        } catch (Refused refused) {
            return noted(item, refused.status() == 400 ? first : refused);
        }
    }

    private static FirstItem posted(FirstItem item, JsonNode post, Map<String, String> time) {
        return Records.with(
                item, "postId", UUID.fromString(post.path("queueId").asString()), "localTime", time.get("localTime"));
    }

    /** What can succeed later is tried again by the lane. */
    private static FirstItem noted(FirstItem item, Refused refused) {
        if (refused.status() == 429 || refused.code().equals("idempotency_in_flight")) throw refused;
        return Records.with(item, "note", String.valueOf(refused.getMessage()));
    }

    private FirstItem mailed(
            FirstItem item, Run run, OperationCalls.Caller caller, Map<String, String> time, Mail mail) {
        var body = new LinkedHashMap<String, Object>();
        body.put("campaignId", Objects.requireNonNull(run.made().campaignId()));
        body.put("name", FirstCampaignSteps.cut(item.title(), 300));
        body.put("creativeId", item.creativeId());
        body.put("from", Map.of("name", mail.fromName(), "email", mail.from()));
        body.put("recipients", List.of(Map.of("email", mail.to(), "name", mail.toName())));
        try {
            var mailing = caller.call("mail", "createMailing", body);
            String id = mailing.path("id").asString();
            var when = new LinkedHashMap<String, Object>(time);
            when.put("id", id);
            caller.call("time", "scheduleMailing", when);
            return Records.with(item, "mailingId", UUID.fromString(id), "localTime", time.get("localTime"));
        } catch (Refused refused) {
            return noted(item, refused);
        }
    }
}
