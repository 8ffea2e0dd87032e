package io.fanfare.launch;

import io.fanfare.campaign.Campaign;
import io.fanfare.kernel.Refused;
import io.fanfare.launch.CampaignTemplate.Category;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The properties of a template that people edit. {@code placeholders} are what a person fills in, in this order. */
record TemplateDetails(
        @NotBlank @Size(max = 200) String name,
        @Nullable @Size(max = 2000) String description,
        @Nullable Category category,
        Campaign.@Nullable Type type,
        @Nullable @Size(max = 50) List<@NotBlank @Size(max = 200) String> tags,
        @NotNull @Valid TemplateContent content,
        @Nullable @Size(max = 100) List<@NotNull @Valid Placeholder> placeholders,
        @Nullable Boolean archived) {
    TemplateDetails {
        tags = Objects.requireNonNullElse(tags, List.of());
        placeholders = Objects.requireNonNullElse(placeholders, List.of());
    }

    Campaign.Type campaignType() {
        return type == null ? Campaign.Type.CUSTOM : type;
    }

    Category group() {
        return category == null ? Category.of(campaignType()) : category;
    }

    List<Placeholder> fields() {
        return Objects.requireNonNull(placeholders);
    }

    /** Every placeholder in a text is declared, so that no campaign keeps one that no one was asked for. */
    TemplateDetails checked() {
        content.checked();
        var declared = new HashSet<String>();
        for (int i = 0; i < fields().size(); i++) {
            String key = fields().get(i).key();
            if (key.equals(PlaceholderText.DAY))
                throw Refused.invalid(
                        "placeholders[" + i + "].key", "must not be day, which is counted from the launch");
            if (!declared.add(key)) throw Refused.invalid("placeholders[" + i + "].key", "must be listed only once");
        }
        for (String key : PlaceholderText.usedIn(content))
            if (!declared.contains(key))
                throw Refused.invalid("placeholders", "must declare [[" + key + "]], which the content uses");
        return this;
    }
}
