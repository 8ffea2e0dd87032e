package io.fanfare.approval;

import io.fanfare.approval.AutoRule.Condition;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The facts that rules may ask about. A fact that is not known for an item never fulfills a condition, nor its opposite. */
enum AutoField {
    /** How it differs from what people last approved of it. */
    CHANGE_KIND("change.kind", "cosmetic", "metadata", "substantive", "new"),
    ITEM_KIND("item.kind", "post", "mailing", "creative", "strategy", "budget"),
    /** Its platform, or {@code email}. */
    ITEM_CHANNEL("item.channel", true),
    /** The characters of all its texts. */
    ITEM_LENGTH("item.length"),
    /** Addresses in its texts, and its link. */
    ITEM_LINKS("item.links"),
    ITEM_PICTURES("item.pictures"),
    /** The words in its texts that its brand bans. */
    ITEM_BANNED_WORDS("item.bannedWords"),
    /** Those of a mailing that names each of them. */
    ITEM_RECIPIENTS("item.recipients"),
    /** How many items of the review wait. */
    ITEMS_COUNT("items.count"),
    CAMPAIGN_TYPE("campaign.type", true),
    CAMPAIGN_PRIORITY("campaign.priority", "low", "normal", "high", "urgent"),
    /** The id of the template that its campaign was made from. */
    TEMPLATE_ID("template.id", true),
    BUDGET_TOTAL("budget.total"),
    /** How much more it is than the total that was last approved, in the same currency; negative if it is less. */
    BUDGET_CHANGE("budget.change"),
    /** What the campaign has spent so far, in its currency. */
    SPEND_TOTAL("spend.total"),
    URGENCY("urgency", "low", "normal", "high", "urgent"),
    /** The roles of everyone who worked on it since it was last approved. */
    AUTHOR_ROLE("author.role", "owner", "admin", "manager", "editor", "reviewer", "analyst", "viewer");

    private static final List<String> OF_TEXT = List.of("eq", "ne", "in");
    private static final List<String> OF_NUMBER = List.of("eq", "ne", "lt", "lte", "gt", "gte");

    private final String word;
    private final boolean text;

    @SuppressWarnings("ImmutableEnumChecker") // List.of is
    private final List<String> values;

    AutoField(String word, String... values) {
        this.word = word;
        this.text = values.length > 0;
        this.values = List.of(values);
    }

    AutoField(String word, boolean text) {
        this.word = word;
        this.text = text;
        this.values = List.of();
    }

    /** Whether any of these facts compares an item with what was approved of it. */
    static boolean compares(Set<String> fields) {
        return fields.contains(CHANGE_KIND.word) || fields.contains(BUDGET_CHANGE.word);
    }

    String word() {
        return word;
    }

    static Optional<AutoField> of(String word) {
        return Arrays.stream(values()).filter(field -> field.word.equals(word)).findFirst();
    }

    // What is wrong with a condition about this field; null if nothing is.
    @Nullable
    String fault(Condition condition) {
        var ops = text ? OF_TEXT : OF_NUMBER;
        if (!ops.contains(condition.op())) return word + " can be compared by " + String.join(", ", ops) + ".";
        if (!text) return number(condition.value()).isPresent() ? null : word + " is compared with a number.";
        var given = texts(condition);
        if (given.isEmpty())
            return word + " is compared with " + (condition.op().equals("in") ? "a list of texts." : "a text.");
        if (!values.isEmpty() && !values.containsAll(given))
            return word + " is one of " + String.join(", ", values) + ".";
        return null;
    }

    // Whether a condition holds for a fact, which is a text, several texts or a number; empty if it is not known.
    Optional<Boolean> holds(Condition condition, @Nullable Object fact) {
        if (fact == null || fault(condition) != null) return Optional.empty();
        if (text) {
            var given = texts(condition);
            var known = fact instanceof Collection<?> several ? List.copyOf(several) : List.of(fact);
            if (known.isEmpty()) return Optional.empty();
            // Of several, all have to be among those given, or for the opposite none.
            return Optional.of(
                    condition.op().equals("ne") ? known.stream().noneMatch(given::contains) : given.containsAll(known));
        }
        var left = number(fact);
        var right = number(condition.value());
        if (left.isEmpty() || right.isEmpty()) return Optional.empty();
        int compared = left.get().compareTo(right.get());
        return Optional.of(
                switch (condition.op()) {
                    case "eq" -> compared == 0;
                    case "ne" -> compared != 0;
                    case "lt" -> compared < 0;
                    case "lte" -> compared <= 0;
                    case "gt" -> compared > 0;
                    default -> compared >= 0;
                });
    }

    private static List<Object> texts(Condition condition) {
        boolean list = condition.op().equals("in");
        Collection<?> given = list
                ? condition.value() instanceof Collection<?> several ? several : List.of()
                : List.of(condition.value());
        return given.stream().allMatch(String.class::isInstance) ? List.copyOf(given) : List.of();
    }

    private static Optional<BigDecimal> number(Object value) {
        return value instanceof Number number ? Optional.of(new BigDecimal(number.toString())) : Optional.empty();
    }
}
