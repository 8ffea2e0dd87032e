package io.fanfare.start;

import io.fanfare.kernel.Refused;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a first campaign is made of: the look of the brand as it was found and checked, and either the address of a post or a
 * text of your own. {@code pictureUrl} is the picture of the post; one of the new pictures shows it. {@code
 * followUrl} is a blog or feed to follow: its later posts become drafts of the campaign.
 */
record NewFirstCampaign(
        @Nullable @Size(max = 200) String name,
        @Nullable @Valid FoundBrand brand,
        @Nullable @Size(max = 2000) String postUrl,
        @Nullable @Size(max = 2000) String pictureUrl,
        @Nullable @Size(max = 100_000) String text,
        @Nullable @Valid CampaignGoal goal,
        @NotNull @Size(min = 1, max = 10) List<@NotNull StartChannel> channels,
        @Nullable @Size(max = 2000) String audience,
        @Nullable @Size(max = 2000) String followUrl) {
    NewFirstCampaign {
        channels = Objects.requireNonNullElse(channels, List.<StartChannel>of()).stream()
                .distinct()
                .toList();
    }

    /** The channels that a text can be made for. */
    enum StartChannel {
        NEWSROOM,
        LINKEDIN,
        EMAIL,
        INSTAGRAM,
        BLUESKY,
        TWITTER,
        FACEBOOK,
        THREADS,
        MASTODON,
        TIKTOK;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Values for the default brand; what is missing stays as it is. */
    record FoundBrand(
            @Nullable @Size(min = 1, max = 200) String name,
            @Nullable @Size(max = 2000) String description,
            @Nullable @Size(max = 3) List<@NotBlank String> colors,
            @Nullable @Size(max = 2) List<@NotBlank String> fonts,
            @Nullable @Size(max = 2000) String logoUrl,
            @Nullable @Size(max = 4000) String voice,
            @Nullable @Size(max = 500) String postalAddress,
            @Nullable @Size(max = 254) String senderEmail) {}

    /** What the campaign should reach, e.g. 500 sign-ups by a day. */
    record CampaignGoal(
            @NotBlank @Size(max = 200) String metric,
            @NotNull @DecimalMin("0") BigDecimal target,
            @Nullable LocalDate by) {
        String sentence() {
            return target.stripTrailingZeros().toPlainString() + " " + metric + (by == null ? "" : " by " + by);
        }
    }

    NewFirstCampaign checked() {
        boolean url = postUrl != null && !postUrl.isBlank();
        boolean own = text != null && !text.isBlank();
        if (!url && !own) throw Refused.invalid("postUrl", "is required: send the address of a post, or a text");
        if (url && own) throw Refused.invalid("text", "must not be combined with postUrl; send one of the two");
        if (url) WebsiteReading.address("postUrl", Objects.requireNonNull(postUrl));
        return this;
    }
}
