package io.fanfare.start;

import io.fanfare.kernel.Current;
import io.fanfare.kernel.Refused;
import io.fanfare.start.FirstCampaign.Run;
import io.fanfare.start.FirstCampaign.Step;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Lets the sample campaign look as if it were on its way: two weeks of figures, decisions, and a review that waits. */
@Component
class SampleProgress {
    private static final int DAYS = 14;
    private static final int DAYS_LEFT = 14;

    /** Advice about the workspace, not about the sample. */
    private static final List<String> NOT_ITS_OWN =
            List.of("start_passed", "postal_address_missing", "contacts_missing", "figures_missing");

    /** What the café published before it used Fanfare, as its networks report it; {@code day} is when. */
    private record Past(String channel, String title, int day) {}

    private static final List<Past> PAST = List.of(
            new Past("linkedin", "31 kilograms a day: we weighed our bin", 0),
            new Past("linkedin", "The prep list starts with the fridge", 5),
            new Past("linkedin", "Smaller plates, seconds for free", 9),
            new Past("instagram", "Our bin in January", 0),
            new Past("instagram", "The number on the kitchen door", 7),
            new Past("newsroom", "A parcel scale for 19 euros", 0),
            new Past("email", "Café news: what is in our bin", 4),
            new Past("email", "Café news: ask for seconds", 11));

    private final OperationCalls calls;

    SampleProgress(OperationCalls calls) {
        this.calls = calls;
    }

    static LocalDate end(LocalDate today) {
        return today.plusDays(DAYS_LEFT);
    }

    /** It began two weeks ago. */
    static void begin(Map<String, Object> campaign, LocalDate today) {
        campaign.put("startDate", today.minusDays(DAYS).toString());
    }

    /** Each part is left out where the person may not do it. */
    void make(Run run, Current person, LocalDate today) {
        var caller = calls.of(run.id(), Step.PLAN, person);
        var campaign = Objects.requireNonNull(run.made().campaignId());
        attempt(caller, "figures", "ingestMetrics", Map.of("records", figures(campaign, today)));
        attempt(caller, "budget", "setBudget", budget(campaign));
        for (String scope : List.of("strategy", "schedule"))
            attempt(caller, "approve-" + scope, "approveScope", Map.of("id", campaign, "scope", scope));
        attempt(
                caller,
                "review",
                "requestApproval",
                Map.of("id", campaign, "scope", "content", "message", "Please read the texts before they go out."));
        for (String code : NOT_ITS_OWN)
            attempt(
                    caller,
                    "dismiss-" + code,
                    "recordResponse",
                    Map.of("id", campaign, "code", code, "response", "dismissed"));
    }

    private static void attempt(
            OperationCalls.Caller caller, String name, String operation, Map<String, Object> arguments) {
        try {
            caller.call(name, operation, arguments);
        } catch (Refused refused) {
            if (refused.status() == 429 || refused.code().equals("idempotency_in_flight")) throw refused;
        }
    }

    private static Map<String, Object> budget(UUID campaign) {
        return Map.of(
                "id",
                campaign,
                "total",
                800,
                "currency",
                "EUR",
                "allocations",
                List.of(Map.of("channel", "linkedin", "amount", 500), Map.of("channel", "instagram", "amount", 300)));
    }

    /** Quiet weekends, a rising line, and one day that stands out. What was published last is what is read. */
    private static List<Map<String, Object>> figures(UUID campaign, LocalDate today) {
        var records = new ArrayList<Map<String, Object>>();
        for (int day = 0; day < DAYS; day++) {
            var date = today.minusDays(DAYS - day);
            boolean weekend = date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
            int clicks = weekend ? 34 : 70 + 4 * day + (day == 9 ? 90 : 0);
            records.add(figure(campaign, latest("linkedin", day), date, clicks * 31, clicks));
            records.add(figure(campaign, latest("instagram", day), date, clicks * 22, clicks / 2));
            records.add(figure(campaign, latest("newsroom", day), date, clicks * 3, clicks / 4));
        }
        for (var mail : PAST)
            if (mail.channel().equals("email")) records.add(mailed(campaign, mail, today.minusDays(DAYS - mail.day())));
        return records;
    }

    private static Past latest(String channel, int day) {
        return PAST.stream()
                .filter(past -> past.channel().equals(channel) && past.day() <= day)
                .reduce((_, later) -> later)
                .orElseThrow();
    }

    private static Map<String, Object> figure(UUID campaign, Past past, LocalDate date, int impressions, int clicks) {
        var figure = named(campaign, past, date);
        figure.putAll(Map.of(
                "impressions", impressions, "clicks", clicks, "conversions", clicks / 8, "engagements", clicks * 2));
        return figure;
    }

    private static Map<String, Object> mailed(UUID campaign, Past mail, LocalDate date) {
        var figure = named(campaign, mail, date);
        figure.putAll(Map.of("sent", 640, "delivered", 633, "opens", 287, "clicks", 118, "conversions", 14));
        return figure;
    }

    private static Map<String, Object> named(UUID campaign, Past past, LocalDate date) {
        var figure = new HashMap<String, Object>();
        figure.put("campaignId", campaign.toString());
        figure.put("channel", past.channel());
        figure.put("source", "sample");
        figure.put("entity", past.title());
        figure.put("date", date.toString());
        return figure;
    }
}
