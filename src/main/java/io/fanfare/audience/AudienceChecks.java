package io.fanfare.audience;

import io.fanfare.campaign.Campaign;
import io.fanfare.campaign.CampaignChecks;
import io.fanfare.kernel.Check;
import io.fanfare.kernel.Operations;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Whether a campaign with the channel e-mail has contacts. */
@Component
class AudienceChecks implements CampaignChecks {
    private static final String EMAIL = "email";

    private final ContactStore contacts;
    private final Operations operations;

    AudienceChecks(ContactStore contacts, Operations operations) {
        this.contacts = contacts;
        this.operations = operations;
    }

    @Override
    public List<Check> of(Campaign campaign) {
        if (!campaign.channels().contains(EMAIL) || contacts.any()) return List.of();
        return List.of(Check.suggestion(
                        "contacts_missing",
                        "No contacts yet",
                        "E-mail is a channel of this campaign, but the workspace has no contacts. Import a CSV file.",
                        new Check.About("campaign", campaign.id()),
                        operations.fix("importContacts", Map.of(), null))
                .with(Map.of("contacts", 0, "channel", EMAIL)));
    }
}
