package io.fanfare.launch;

import io.fanfare.kernel.Inputs;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Records;
import io.fanfare.launch.TemplateContent.TemplateTimeline;
import io.fanfare.planning.TaskTemplates;
import io.fanfare.planning.Timeline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The templates of the product: {@code templates/<type>.yaml}, one or more of each type of campaign. No one changes them. */
@Component
class BuiltInTemplates {
    private static final List<String> FILES = List.of(
            "product_launch",
            "newsletter",
            "lead_generation",
            "event",
            "seasonal",
            "brand_awareness",
            "always_on",
            "custom");

    private final Inputs inputs;
    private volatile @Nullable Map<UUID, CampaignTemplate> known;

    BuiltInTemplates(Inputs inputs) {
        this.inputs = inputs;
    }

    List<CampaignTemplate> list() {
        return List.copyOf(all().values());
    }

    Optional<CampaignTemplate> find(UUID id) {
        return Optional.ofNullable(all().get(id));
    }

    private Map<UUID, CampaignTemplate> all() {
        var all = known;
        if (all == null) {
            all = new LinkedHashMap<>();
            for (String file : FILES) {
                var template = read(file);
                all.put(template.id(), template);
            }
            known = all;
        }
        return all;
    }

    private CampaignTemplate read(String type) {
        try (var file = new ClassPathResource("templates/" + type + ".yaml").getInputStream()) {
            Map<String, Object> given = new Yaml(new SafeConstructor(new LoaderOptions())).load(file);
            int version = (int) Objects.requireNonNull(given.remove("version"));
            given.put("type", type);
            var details = planned(inputs.read(Json.tree(given), TemplateDetails.class))
                    .checked();
            return new CampaignTemplate(
                    UUID.nameUUIDFromBytes(("fanfare:template:" + type).getBytes(StandardCharsets.UTF_8)),
                    details.name(),
                    details.description(),
                    details.group(),
                    details.campaignType(),
                    Objects.requireNonNull(details.tags()),
                    details.content(),
                    details.fields(),
                    false,
                    version,
                    null,
                    null);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /** Its tasks are those that a timeline of its type has. */
    private static TemplateDetails planned(TemplateDetails details) {
        var content = details.content();
        var timeline = new TemplateTimeline(
                Timeline.Anchor.LAUNCH,
                null,
                0,
                TaskTemplates.named(details.campaignType().name().toLowerCase(Locale.ROOT)));
        return Records.with(details, "content", Records.with(content, "timeline", timeline));
    }
}
