package io.fanfare.identity;

import io.fanfare.kernel.Refused;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an agent may be given. Managing people, keys, credentials, webhooks and approval policies, and deleting permanently, stay with
 * people: an agent with one of these could give itself anything else.
 */
final class AgentScopes {
    static final String READ = "read";

    /** Asked for where a client names no scope. */
    static final List<String> USUAL =
            List.of(READ, "campaign.write", "plan.write", "content.write", "approval.request");

    private static final Map<String, String> TEXTS = texts("""
            read              Read campaigns, plans, content, approvals, contacts and figures
            campaign.read     Read campaigns and strategies
            campaign.write    Create and change campaigns and strategies
            campaign.launch   Launch, pause and resume approved campaigns
            campaign.delete   Archive campaigns
            approval.read     Read approvals
            approval.request  Request approvals
            approval.comment  Comment on reviews
            approval.decide   Approve and reject the work of others, never its own or yours
            content.read      Read content, posts, mailings and files
            content.write     Create and change content, posts and mailings
            content.publish   Publish approved posts and send approved mailings
            contact.read      Read contacts and segments
            contact.write     Create, change and erase contacts
            metric.read       Read figures and dashboards
            metric.write      Record figures
            plan.read         Read tasks, timelines and the team
            plan.write        Create, change and assign tasks
            plan.comment      Comment on tasks
            team.manage       Manage the planning team
            delivery.read     Read outgoing messages
            delivery.manage   Cancel and retry outgoing messages
            notification.read Read your notifications
            workspace.read    Read the settings of the workspace
            member.read       Read who is a member
            brand.read        Read brands
            brand.write       Create and change brands
            audit.read        Read the audit trail""");

    private AgentScopes() {}

    /** A scope, and what it means. */
    record Scope(String name, String text) {}

    static List<String> names() {
        return List.copyOf(TEXTS.keySet());
    }

    /** The scopes that a client asks for, or the usual ones; an unknown one is refused. */
    static List<String> asked(String text) {
        if (text.isBlank()) return USUAL;
        var asked = new ArrayList<String>();
        for (String name : text.strip().split("\\s+")) {
            if (!TEXTS.containsKey(name))
                throw Refused.invalid("scope", "contains an unknown scope; use " + String.join(" ", names()));
            if (!asked.contains(name)) asked.add(name);
        }
        return asked;
    }

    static Scope named(String name) {
        return new Scope(name, TEXTS.getOrDefault(name, name));
    }

    /** The permissions that scopes give a person of this role at most. */
    static Set<String> permitted(List<String> scopes, Role role) {
        var permitted = new TreeSet<>(ApiKey.permitted(scopes, role));
        permitted.retainAll(TEXTS.keySet());
        return permitted;
    }

    /** Whether a scope gives a person of this role anything. */
    static boolean useful(String scope, Role role) {
        return !permitted(List.of(scope), role).isEmpty();
    }

    private static Map<String, String> texts(String table) {
        var texts = new LinkedHashMap<String, String>();
        table.lines().map(line -> line.split("\\s+", 2)).forEach(row -> texts.put(row[0], row[1]));
        return texts;
    }
}
