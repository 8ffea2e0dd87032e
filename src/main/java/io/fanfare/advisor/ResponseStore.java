package io.fanfare.advisor;

import io.fanfare.kernel.Check;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Sql;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The SQL of responses to checks. */
@Component
class ResponseStore {
    private final Sql sql;

    ResponseStore(Sql sql) {
        this.sql = sql;
    }

    Response insert(UUID campaign, Check check, Advisor.NewResponse request) {
        var actor = Current.get().actor();
        return sql.of("""
                insert into advisor_response (id, campaign_id, code, subject_kind, subject_id, response, until, note, evidence,
                                              answered_by, answered_by_name)
                values (:id, :campaign, :code, :kind, :subject, :response, :until, :note, :evidence, :by, :byName)
                returning *""")
                .bind("id", Ids.next())
                .bind("campaign", campaign)
                .bind("code", check.code())
                .bind("kind", check.subject().kind())
                .bind("subject", check.subject().id())
                .bind("response", request.response())
                .bind("until", request.response() == Response.Kind.SNOOZED ? request.until() : null)
                .bind("note", request.note())
                .bind("evidence", Response.digest(check))
                .bind("by", actor.personId())
                .bind("byName", actor.name())
                .one(Response.class);
    }

    /** The latest response to each check. */
    List<Response> latest(UUID campaign) {
        return sql.of("""
                select distinct on (code, subject_kind, subject_id) * from advisor_response
                 where workspace_id = :workspace and campaign_id = :campaign
                 order by code, subject_kind, subject_id, id desc""").bind("campaign", campaign).list(Response.class);
    }

    void forget(UUID campaign) {
        sql.of("delete from advisor_response where workspace_id = :workspace and campaign_id = :campaign")
                .bind("campaign", campaign)
                .run();
    }
}
