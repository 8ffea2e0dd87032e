package io.fanfare.launch;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.fanfare.campaign.CampaignCopy.Left;
import io.fanfare.campaign.Campaigns;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Inputs;
import io.fanfare.launch.CampaignTemplate.Category;
import io.fanfare.launch.TemplateContent.Part;
import io.fanfare.launch.Templates.TemplateAnswer;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Makes templates from campaigns. */
@RestController
class TemplateMaking {
    /** Whatever looks like an e-mail address, other than a merge field. */
    private static final Pattern ADDRESS =
            Pattern.compile("[\\p{L}\\p{N}._%+'-]+@[\\p{L}\\p{N}-]+(?:\\.[\\p{L}\\p{N}-]+)+");

    private static final String EMAIL = "email";

    private final Templates templates;
    private final CampaignReading reading;
    private final Campaigns campaigns;
    private final Inputs inputs;

    TemplateMaking(Templates templates, CampaignReading reading, Campaigns campaigns, Inputs inputs) {
        this.templates = templates;
        this.reading = reading;
        this.campaigns = campaigns;
        this.inputs = inputs;
    }

    /** The name of a new template and the parts to keep (default: all). */
    record NewTemplate(
            @NotBlank @Size(max = 200) String name,
            @Nullable @Size(max = 2000) String description,
            @Nullable Category category,
            @Nullable @Size(max = 20) List<@NotNull Part> include) {}

    /** The template, and what it does not hold and why. */
    record TemplateOfCampaign(@JsonUnwrapped TemplateAnswer template, List<Left> left) {}

    /**
     * Creates a template from a campaign in any state: brief, strategy, shares of the budget, tasks, drafts, posts, e-mails and the approval
     * policy. Days count from the start date of the campaign, or from its first item. Dates in texts become days such as
     * {@code [[day+5]]}, e-mail addresses the placeholder {@code [[email]]}, and targets of goals placeholders of their own; words in
     * double brackets are placeholders already. {@code left} lists what belongs to the campaign alone, and why.
     */
    @PostMapping("/api/templates/from-campaign/{campaignId}")
    @ResponseStatus(HttpStatus.CREATED)
    @Allow("campaign.write")
    TemplateOfCampaign createTemplateFromCampaign(
            @PathVariable UUID campaignId, @RequestBody @Valid NewTemplate request) {
        var campaign = campaigns.get(campaignId);
        var read = reading.read(campaign, TemplateFilling.parts(request.include()));
        var content = PlaceholderText.texts(read.content(), text -> impersonal(text, read.launch()));
        var details = new TemplateDetails(
                request.name(),
                request.description(),
                request.category(),
                campaign.type(),
                List.of(),
                inputs.read(content, TemplateContent.class),
                placeholders(content, read.targets()),
                null);
        return new TemplateOfCampaign(templates.answer(templates.added(details.checked())), left(content, read.left()));
    }

    /** A text without dates and addresses. */
    private static String impersonal(String text, LocalDate launch) {
        String counted = DayForm.counted(text, launch);
        return ADDRESS.matcher(counted).replaceAll("[[" + EMAIL + "]]");
    }

    private static List<Placeholder> placeholders(Map<String, Object> content, List<Placeholder> targets) {
        var known = targets.stream().map(Placeholder::key).collect(Collectors.toSet());
        var all = new ArrayList<Placeholder>();
        for (String key : new LinkedHashSet<>(PlaceholderText.usedIn(content)))
            if (!known.contains(key)) all.add(new Placeholder(key, label(key), true, null));
        all.addAll(targets);
        return all;
    }

    /** {@code productName} is the product name. */
    private static String label(String key) {
        if (key.equals(EMAIL)) return "E-mail address";
        String words =
                key.replace('_', ' ').replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    private static List<Left> left(Map<String, Object> content, List<Left> known) {
        if (!PlaceholderText.usedIn(content).contains(EMAIL)) return known;
        var all = new ArrayList<>(known);
        all.add(new Left("address", "E-mail addresses", "Those in texts are asked for when the template is used."));
        return all;
    }
}
