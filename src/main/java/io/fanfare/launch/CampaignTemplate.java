package io.fanfare.launch;

import io.fanfare.campaign.Campaign;
import io.fanfare.kernel.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What campaigns are made from: structure and offsets. */
record CampaignTemplate(
        UUID id,
        String name,
        @Nullable String description,
        Category category,
        Campaign.Type type,
        List<String> tags,
        TemplateContent content,
        List<Placeholder> placeholders,
        boolean archived,
        int version,
        @Nullable Instant createdAt,
        @Nullable Instant updatedAt) {
    static final String KIND = "campaign_template";

    /** What a template is for. */
    enum Category {
        EMAIL_MARKETING("E-mail marketing"),
        PRODUCT_LAUNCH("Product launch"),
        CONTENT_MARKETING("Content marketing"),
        EVENT_MARKETING("Events"),
        LEAD_GENERATION("Lead generation"),
        BRAND_AWARENESS("Brand awareness"),
        SEASONAL("Seasonal"),
        CUSTOM("Other");

        private final String label;

        Category(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }

        /** The usual category of a type of campaign. */
        static Category of(Campaign.Type type) {
            return switch (type) {
                case PRODUCT_LAUNCH -> PRODUCT_LAUNCH;
                case BRAND_AWARENESS -> BRAND_AWARENESS;
                case LEAD_GENERATION -> LEAD_GENERATION;
                case SEASONAL -> SEASONAL;
                case EVENT -> EVENT_MARKETING;
                case NEWSLETTER -> EMAIL_MARKETING;
                case ALWAYS_ON -> CONTENT_MARKETING;
                case CUSTOM -> CUSTOM;
            };
        }
    }

    /** Those of the product belong to no workspace. */
    boolean builtIn() {
        return createdAt == null;
    }

    boolean matches(TemplateQuery query) {
        return (query.category() == null || category == query.category())
                && (query.type() == null || type == query.type())
                && (query.tag() == null || tags.contains(query.tag()))
                && (query.q() == null || words().contains(query.q().strip().toLowerCase(Locale.ROOT)));
    }

    private String words() {
        return (name + " " + (description == null ? "" : description)).toLowerCase(Locale.ROOT);
    }

    Subject subject() {
        return Subject.of(KIND, id, name);
    }

    TemplateDetails details() {
        return new TemplateDetails(name, description, category, type, tags, content, placeholders, archived);
    }
}
