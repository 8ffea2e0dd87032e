package io.fanfare.email;

import io.fanfare.search.SearchSource;
import org.springframework.stereotype.Component;

/** Mailings in the search. */
@Component
class MailingSearch implements SearchSource {
    @Override
    public String kind() {
        return Mailing.KIND;
    }

    @Override
    public String permission() {
        return "content.read";
    }

    @Override
    public String select() {
        return """
                select m.id, m.campaign_id, m.creative_id as draft_id, m.name as title, nullif(m.subject, m.name) as subtitle,
                       concat_ws(' ', m.preheader, m.markdown, regexp_replace(coalesce(m.mjml, m.html), '<[^>]*>', ' ', 'g')) as body,
                       m.status, 'email' as channel, m.created_by as owner_id, cast('{}' as text[]) as tags, m.updated_at
                  from email_mailing m where m.workspace_id = :workspace and not m.archived""";
    }
}
