package io.fanfare.mcp;

import io.fanfare.kernel.Current;
import io.fanfare.kernel.Invocation;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Refused;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Campaigns, strategies, reports and assets as resources. Each is what the operation that reads it returns to this agent. */
@Component
class Resources {
    private static final int PAGE = 50;
    private static final String START = "fanfare://";

    /** One kind: its address, with the id in braces, and the operation behind it. */
    private record Kind(String template, Pattern address, String operation, String name, String text) {
        Kind(String template, String operation, String name, String text) {
            this(
                    START + template,
                    Pattern.compile(Pattern.quote(START) + template.replaceAll("\\{\\w+}", "([0-9a-fA-F-]{36})")),
                    operation,
                    name,
                    text);
        }
    }

    private static final List<Kind> KINDS = List.of(
            new Kind("campaigns/{id}", "readCampaign", "campaign", "A campaign: its brief, dates, budget and state"),
            new Kind(
                    "campaigns/{id}/strategy", "readCurrentStrategy", "strategy", "The current strategy of a campaign"),
            new Kind(
                    "campaigns/{id}/report",
                    "readCampaignDashboard",
                    "report",
                    "A campaign at a glance: progress, key figures, approvals and risks"),
            new Kind(
                    "assets/{id}",
                    "readAsset",
                    "asset",
                    "A file of the library: its type, size, source and where it is used"));

    private final Invocation invocation;

    Resources(Invocation invocation) {
        this.invocation = invocation;
    }

    Map<String, Object> list(@Nullable String cursor) {
        int offset = offset(cursor);
        var page = call("listCampaigns", Map.of("limit", PAGE, "offset", offset));
        var found = items(page).stream()
                .map(campaign -> Map.<String, Object>of(
                        "uri",
                        START + "campaigns/" + campaign.get("id"),
                        "name",
                        String.valueOf(campaign.get("name")),
                        "title",
                        String.valueOf(campaign.get("name")),
                        "description",
                        "Campaign, " + campaign.get("status"),
                        "mimeType",
                        "application/json"))
                .toList();
        var result = new LinkedHashMap<String, Object>();
        result.put("resources", found);
        int next = offset + found.size();
        if (page.get("total") instanceof Number total && next < total.longValue() && !found.isEmpty())
            result.put("nextCursor", String.valueOf(next));
        return result;
    }

    private static int offset(@Nullable String cursor) {
        if (cursor == null) return 0;
        if (!cursor.matches("\\d{1,9}")) throw RpcError.invalid("cursor is not one that this server returned", null);
        return Integer.parseInt(cursor);
    }

    private static List<Map<String, Object>> items(Map<String, Object> page) {
        return page.get("items") instanceof Collection<?> items
                ? items.stream().map(Message::object).toList()
                : List.of();
    }

    List<Map<String, Object>> templates() {
        return KINDS.stream()
                .map(kind -> Map.<String, Object>of(
                        "uriTemplate",
                        kind.template(),
                        "name",
                        kind.name(),
                        "title",
                        kind.name().substring(0, 1).toUpperCase(Locale.ROOT)
                                + kind.name().substring(1),
                        "description",
                        kind.text(),
                        "mimeType",
                        "application/json"))
                .toList();
    }

    Optional<List<Map<String, Object>>> read(String uri) {
        for (var kind : KINDS) {
            var address = kind.address().matcher(uri);
            if (!address.matches()) continue;
            try {
                var body = call(kind.operation(), Map.of("id", address.group(1)));
                return Optional.of(List.of(Map.of(
                        "uri",
                        uri,
                        "mimeType",
                        "application/json",
                        "text",
                        Json.of(body).text())));
            } catch (Refused refused) {
                if (refused.status() == 404) return Optional.empty();
                throw refused;
            }
        }
        return Optional.empty();
    }

    /** The ids of campaigns whose id or name begins like this. */
    List<String> complete(String argument, String begun) {
        if (!argument.equals("id") && !argument.equals("campaignId")) return List.of();
        String start = begun.toLowerCase(Locale.ROOT);
        return items(call("listCampaigns", Map.of("limit", PAGE))).stream()
                .filter(campaign -> String.valueOf(campaign.get("id")).startsWith(start)
                        || String.valueOf(campaign.get("name"))
                                .toLowerCase(Locale.ROOT)
                                .startsWith(start))
                .map(campaign -> String.valueOf(campaign.get("id")))
                .toList();
    }

    private Map<String, Object> call(String operation, Map<String, Object> arguments) {
        var body = invocation.call(operation, arguments, Current.get()).body();
        return Message.object(Json.read(Json.of(body).text(), Object.class));
    }
}
