package io.fanfare.approval;

import io.fanfare.approval.ScopeState.ItemRow;
import io.fanfare.identity.Brands;
import io.fanfare.identity.Members;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * What rules know about an item. What it says, shows and whom it reaches is taken from what its digest stands for, so a rule can't be
 * told anything else than what would be sent.
 */
@Component
class AutoFacts {
    private static final Pattern ADDRESS = Pattern.compile("(?i)\\b[\\p{L}\\p{N}-]+\\.[\\p{L}]{2,}\\b");
    private static final List<String> MEDIA = List.of("image", "video");
    private static final List<String> WORDS = List.of(
            "title",
            "text",
            "thread",
            "subject",
            "preheader",
            "markdown",
            "mjml",
            "html",
            "caption",
            "hashtags",
            "cta",
            "script");

    private final ChangeStore store;
    private final ItemChanges changes;
    private final CampaignFacts campaigns;
    private final Members members;
    private final Brands brands;

    AutoFacts(ChangeStore store, ItemChanges changes, CampaignFacts campaigns, Members members, Brands brands) {
        this.store = store;
        this.changes = changes;
        this.campaigns = campaigns;
        this.members = members;
        this.brands = brands;
    }

    /** What rules ask about, by {@link AutoField#word}; what is not known is missing. {@code waiting} items of the review wait for a decision. */
    Map<String, Object> of(ScopeState state, ItemRow item, int waiting, Review.Urgency urgency, Set<String> asked) {
        var facts = new Facts(asked);
        var campaign = campaigns.of(state.row().campaignId());
        facts.put(AutoField.CAMPAIGN_TYPE, campaign::type);
        facts.put(AutoField.CAMPAIGN_PRIORITY, campaign::priority);
        facts.put(
                AutoField.TEMPLATE_ID,
                () -> campaign.template() == null ? null : campaign.template().toString());
        facts.put(AutoField.URGENCY, urgency::word);
        facts.put(AutoField.ITEMS_COUNT, () -> waiting);
        facts.put(AutoField.ITEM_KIND, item::kind);
        facts.put(AutoField.CHANGE_KIND, () -> changes.kindOf(state, item));
        facts.put(AutoField.AUTHOR_ROLE, () -> roles(item.authors()));
        var current = store.current(state.row().campaignId(), item.kind(), item.itemId());
        var content = current.get(Scope.CONTENT);
        if (content != null) {
            var words = words(content);
            facts.put(AutoField.ITEM_LENGTH, () -> words.codePointCount(0, words.length()));
            facts.put(AutoField.ITEM_LINKS, () -> links(content, words));
            facts.put(AutoField.ITEM_PICTURES, () -> pictures(content));
            facts.put(AutoField.ITEM_CHANNEL, () -> channel(item, content));
            facts.put(AutoField.ITEM_BANNED_WORDS, () -> banned(words, campaign.brand()));
        }
        facts.put(AutoField.ITEM_RECIPIENTS, () -> recipients(current.get(Scope.SCHEDULE)));
        var budget = budget(item, current.get(Scope.ADS));
        facts.put(AutoField.BUDGET_TOTAL, () -> budget == null ? null : budget.total());
        facts.put(AutoField.BUDGET_CHANGE, () -> budget == null ? null : raised(state, item, budget));
        facts.put(AutoField.SPEND_TOTAL, () -> campaigns.spent(state.row().campaignId()));
        return facts.known();
    }

    /** Only what is asked about is looked up. */
    private record Facts(Set<String> asked, Map<String, Object> known) {
        Facts(Set<String> asked) {
            this(asked, new HashMap<>());
        }

        void put(AutoField field, Supplier<? extends @Nullable Object> value) {
            if (!asked.contains(field.word())) return;
            Object found = value.get();
            if (found != null) known.put(field.word(), found);
        }
    }

    /** A rule approved an item by these facts. */
    void approved(ScopeState state, ItemRow item, ReviewPolicy policy) {
        changes.approvedByRule(state, item, policy);
    }

    /** Nothing if someone who worked on it is no member any more. */
    private @Nullable Object roles(Collection<UUID> authors) {
        var roles = new TreeSet<String>();
        for (var author : authors) {
            var member = members.find(author);
            if (member.isEmpty()) return null;
            roles.add(member.get().role().name().toLowerCase(Locale.ROOT));
        }
        return roles.isEmpty() ? null : List.copyOf(roles);
    }

    /** Every text that people read, in one. */
    private static String words(JsonNode content) {
        var from = content.has("components") ? content.get("components") : content;
        var all = new StringBuilder();
        from.propertyStream().filter(one -> WORDS.contains(one.getKey())).forEach(one -> texts(one.getValue())
                .forEach(text -> all.append(text).append('\n')));
        return all.toString().strip();
    }

    private static Stream<String> texts(JsonNode node) {
        if (node.isString()) return Stream.of(node.asString());
        return node.isContainer() ? node.valueStream().flatMap(AutoFacts::texts) : Stream.empty();
    }

    private static int links(JsonNode content, String words) {
        return (int) ADDRESS.matcher(words).results().count()
                + (content.path("link").isString() ? 1 : 0);
    }

    private static int pictures(JsonNode content) {
        int files = content.path("files").size();
        for (var part : content.path("thread")) files += part.path("files").size();
        return files
                + (int) MEDIA.stream()
                        .filter(name -> content.path("components").path(name).isObject())
                        .count();
    }

    private static @Nullable String channel(ItemRow item, JsonNode content) {
        if (item.kind().equals("mailing")) return "email";
        var platform = content.path("platform");
        return platform.isString() && !platform.asString().isEmpty() ? platform.asString() : null;
    }

    private int banned(String words, @Nullable String brand) {
        String text = words.toLowerCase(Locale.ROOT);
        return (int) brands.wordsOf(brand).banned().stream()
                .filter(word -> text.contains(word.toLowerCase(Locale.ROOT)))
                .count();
    }

    /** Those who are named one by one; how many are in a segment changes until it is sent. */
    private static @Nullable Integer recipients(@Nullable JsonNode schedule) {
        if (schedule == null || !schedule.path("recipients").isArray() || schedule.hasNonNull("segment")) return null;
        return schedule.path("recipients").size();
    }

    /** By how much it exceeds the lowest total that it is compared with, so that small steps don't add up. */
    private @Nullable BigDecimal raised(ScopeState state, ItemRow item, Budget budget) {
        var approved = changes.approvedFacts(state, item).stream()
                .map(facts -> budget(item, facts))
                .toList();
        if (approved.isEmpty() || approved.stream().anyMatch(one -> one == null || !one.isIn(budget.currency())))
            return null;
        return approved.stream()
                .map(one -> budget.total().subtract(Objects.requireNonNull(one).total()))
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private record Budget(String currency, BigDecimal total) {
        boolean isIn(String other) {
            return currency.equals(other);
        }
    }

    /** It stands for its currency, its amount and how that is divided. */
    private static @Nullable Budget budget(ItemRow item, @Nullable JsonNode facts) {
        if (facts == null || !item.kind().equals("budget") || facts.size() != 3) return null;
        var amount = facts.get(1);
        return amount.isNumber() ? new Budget(facts.get(0).asString(), amount.decimalValue()) : null;
    }
}
