package io.fanfare.start;

import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Ready;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Subject;
import io.fanfare.start.FirstCampaign.Run;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The first steps of a workspace. */
@RestController
@RequestMapping("/api/start")
class Starts {
    private static final int MOST_RUNNING = 20;

    private final WebsiteReading websites;
    private final FirstCampaignStore store;
    private final FirstCampaignPreviews previews;
    private final Checklists checklists;
    private final SampleData samples;
    private final Ready ready;
    private final Audit audit;
    private final Now now;

    Starts(
            WebsiteReading websites,
            FirstCampaignStore store,
            FirstCampaignPreviews previews,
            Checklists checklists,
            SampleData samples,
            Ready ready,
            Audit audit,
            Now now) {
        this.websites = websites;
        this.store = store;
        this.previews = previews;
        this.checklists = checklists;
        this.samples = samples;
        this.ready = ready;
        this.audit = audit;
        this.now = now;
    }

    /** The address of a website, with or without {@code https://}. */
    record WebsiteAddress(@NotBlank @Size(max = 2000) String url) {}

    /**
     * Reads a website: name, description, logo, three colors, fonts, language, postal address, e-mail address, feed and the
     * newest posts, each with where it was found. Nothing is stored. It reads at most 40 pages and files in 12 seconds, only
     * from public addresses, and leaves out what the site's {@code robots.txt} disallows. 422 {@code website_unreachable} with
     * the reason if the page can't be read, {@code url_refused} for an address that is not on the public internet. At most 60 an
     * hour in a workspace.
     */
    @PostMapping("/website")
    @Allow(value = "campaign.write", outside = true, plain = true)
    Website readWebsite(@RequestBody @Valid WebsiteAddress request) {
        return websites.read(request.url());
    }

    /**
     * Makes a first campaign from a post of a website ({@code postUrl}) or from a {@code text} in Markdown: brand kit, draft
     * campaign, strategy, a draft for each channel, two pictures, planned times and an e-mail to yourself. It is made in the
     * background; {@code readFirstCampaign} and the live topic {@code campaigns} report each step. A channel without a
     * connected account keeps its draft, with a note. Nothing is published before you approve and launch the campaign. If it
     * fails, the campaign is archived and {@code error} says why. It works with your permissions, so an API key can't start it
     * (403 {@code person_needed}). 409 {@code first_campaign_running} while 20 are being made.
     */
    @PostMapping("/first-campaigns")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Allow("campaign.write")
    FirstCampaign startFirstCampaign(@RequestBody @Valid NewFirstCampaign request) {
        Current.get().require("content.write");
        requirePerson();
        request.checked();
        if (store.running() >= MOST_RUNNING)
            throw Refused.conflict(
                    "first_campaign_running",
                    MOST_RUNNING + " campaigns are being made already. Try again in a moment.");
        var id = Ids.next();
        store.insert(id, Current.get().person(), request, false);
        ready.mark(FirstCampaignLane.LANE, now.instant());
        var run = find(id);
        audit.record(new Subject("first_campaign", id, run.name(), null), null, request);
        return run.answer();
    }

    /**
     * Shows what {@code startFirstCampaign} would make of the same request, without storing anything: the text of each draft,
     * its planned time and, unless {@code pictures=false}, its picture in the colors of the request. The post is read
     * again after five minutes. 422 {@code url_unreadable} if it can't be read.
     */
    @PostMapping("/first-campaigns/preview")
    @Allow(value = "campaign.write", outside = true, plain = true)
    FirstCampaignPreview previewFirstCampaign(
            @RequestBody @Valid NewFirstCampaign request, @RequestParam @Nullable Boolean pictures) {
        Current.get().require("content.write");
        return previews.of(request.checked(), !Boolean.FALSE.equals(pictures));
    }

    /** Reads how far a first campaign is. */
    @GetMapping("/first-campaigns/{id}")
    @Allow("campaign.read")
    FirstCampaign readFirstCampaign(@PathVariable UUID id) {
        return find(id).answer();
    }

    /**
     * Makes a sample campaign in this workspace, with texts, pictures, planned posts and an e-mail to yourself. It changes
     * nothing else, and {@code removeSampleData} removes exactly what it has made. If there is one already, it is returned.
     */
    @PostMapping("/sample")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Allow("campaign.write")
    FirstCampaign createSampleData() {
        Current.get().require("content.write");
        requirePerson();
        return samples.create().answer();
    }

    /**
     * Removes the sample campaign with its texts, posts, e-mail and pictures. Only an owner can do this. 409 {@code
     * campaign_has_history} if something of it was sent, because those records must be kept.
     */
    @DeleteMapping("/sample")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Allow(value = "campaign.delete", outside = true)
    void removeSampleData() {
        samples.remove();
    }

    private static void requirePerson() {
        if (Current.get().actor().isProgram())
            throw Refused.forbidden(
                    "person_needed",
                    "An API key can't start this, because it works with all your permissions. Sign in.");
    }

    private Run find(UUID id) {
        return store.find(id).orElseThrow(Refused::notFound);
    }

    /**
     * Reads the checklist of the workspace: brand, sender, contacts, first content, reviewer and launch, each done or not,
     * which is computed from what the workspace contains. {@code hidden} is the choice of the caller.
     */
    @GetMapping
    @Allow("campaign.read")
    Checklist readStart() {
        return checklists.read();
    }

    /** Whether the caller sees the checklist. */
    record ChecklistChoice(@NotNull Boolean hidden) {}

    /** Hides or shows the checklist for the caller. */
    @PatchMapping
    @Allow("campaign.read")
    Checklist changeStart(@RequestBody @Valid ChecklistChoice choice) {
        var person = Current.get().person();
        if (choice.hidden()) store.hide(person);
        else store.show(person);
        return checklists.read();
    }
}
