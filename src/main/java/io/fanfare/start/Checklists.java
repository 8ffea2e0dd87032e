package io.fanfare.start;

import io.fanfare.approval.Manifest;
import io.fanfare.audience.Contacts;
import io.fanfare.campaign.Campaigns;
import io.fanfare.identity.BrandKit;
import io.fanfare.identity.Brands;
import io.fanfare.identity.Members;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Page;
import io.fanfare.start.Checklist.Task;
import io.fanfare.start.Checklist.TaskName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Computes the checklist from what the workspace contains. */
@Component
class Checklists {
    private final FirstCampaignStore store;
    private final Brands brands;
    private final Members members;
    private final Contacts contacts;
    private final Campaigns campaigns;
    private final Manifest manifest;

    Checklists(
            FirstCampaignStore store,
            Brands brands,
            Members members,
            Contacts contacts,
            Campaigns campaigns,
            Manifest manifest) {
        this.store = store;
        this.brands = brands;
        this.members = members;
        this.contacts = contacts;
        this.campaigns = campaigns;
        this.manifest = manifest;
    }

    Checklist read() {
        var brand = brands.of(null);
        int deciders = members.with("approval.decide").size();
        // The sample campaign is not the person's own work.
        UUID sample = store.sample().map(run -> run.made().campaignId()).orElse(null);
        boolean empty = campaigns.page(Page.Range.of(1, 0)).total() <= (sample == null ? 0 : 1);
        boolean content = !empty && manifest.hasContent(sample);
        boolean launched = !empty && campaigns.launched(sample);
        var tasks = List.of(
                new Task(TaskName.BRAND, !brand.colors().isEmpty() || brand.logoAssetId() != null, look(brand)),
                new Task(TaskName.SENDER, brand.senderEmail() != null, brand.senderEmail()),
                new Task(TaskName.CONTACTS, contacts.any(), null),
                new Task(TaskName.CONTENT, content, null),
                new Task(TaskName.REVIEWER, deciders > 1, deciders > 1 ? deciders + " people can approve" : null),
                new Task(TaskName.LAUNCH, launched, null));
        var person = Current.get().actor().personId();
        return new Checklist(
                tasks,
                (int) tasks.stream().filter(Task::done).count(),
                person != null && store.hidden(person),
                empty,
                sample);
    }

    /** "Logo, 3 colors, 2 fonts". */
    private static @Nullable String look(BrandKit brand) {
        var parts = new ArrayList<String>();
        if (brand.logoAssetId() != null) parts.add("logo");
        count(parts, brand.colors().size(), "color");
        count(parts, brand.fonts().size(), "font");
        if (parts.isEmpty()) return null;
        String text = String.join(", ", parts);
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    private static void count(List<String> parts, int count, String noun) {
        if (count > 0) parts.add(count + " " + noun + (count == 1 ? "" : "s"));
    }
}
