package io.fanfare.planning;

import io.fanfare.campaign.Campaign;
import io.fanfare.kernel.Refused;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The tasks of a type of campaign: their lengths in working days and the tasks before them, but no dates. */
record TimelineTemplate(String name, List<Step> steps) {
    /** A task of a template; {@code after} are the keys of the tasks it waits for. */
    record Step(String key, String milestone, String kind, int days, List<String> after, String title) {
        int days(Campaign.Priority priority, boolean paced) {
            return paced ? (int) Math.max(1, Math.round(days * pace(priority))) : days;
        }
    }

    /** Milestone, key, kind, days, predecessors, title. The longest chain of each template is named after its type. */
    private static final String TABLE = """
            newsletter 14
            Content    | topic    | content  | 1 |                    | Choose the topic
            Content    | material | content  | 2 | topic              | Collect material
            Content    | outline  | content  | 1 | material           | Outline the newsletter
            Content    | text     | content  | 3 | outline            | Write the text
            Content    | pictures | design   | 2 | outline            | Choose pictures
            Content    | subject  | content  | 1 | text               | Write subject lines
            Layout     | segment  | audience | 1 | topic              | Choose the recipients
            Layout     | layout   | design   | 2 | text pictures      | Lay out the e-mail
            Layout     | links    | review   | 1 | layout             | Check links and tags
            Approval   | proof    | review   | 1 | layout subject     | Proofread
            Approval   | approve  | review   | 2 | links proof segment | Review and approve
            Launch     | schedule | launch   | 2 | approve            | Send tests and schedule
            product_launch 42
            Strategy   | goals    | strategy | 3 |                    | Agree goals and budget
            Strategy   | research | strategy | 5 | goals              | Research audience and competitors
            Strategy   | messages | strategy | 5 | research           | Write positioning and messages
            Strategy   | channels | strategy | 4 | messages           | Plan channels and calendar
            Content    | copy     | content  | 8 | channels           | Write website and e-mail copy
            Content    | visuals  | design   | 10 | channels          | Design the visuals
            Content    | video    | design   | 12 | channels          | Produce the launch video
            Content    | page     | content  | 6 | copy visuals       | Build the landing page
            Approval   | approve  | review   | 4 | video page         | Review and approve the content
            Launch     | sales    | launch   | 3 | messages           | Brief sales and support
            Launch     | schedule | launch   | 3 | approve            | Schedule posts and e-mails
            Launch     | test     | review   | 2 | schedule sales     | Test tracking and links
            brand_awareness 30
            Strategy   | goals    | strategy | 3 |                    | Agree goals and audience
            Strategy   | story    | strategy | 4 | goals              | Write the brand story
            Content    | concept  | content  | 4 | story              | Develop the concept
            Content    | visuals  | design   | 8 | concept            | Design the visuals
            Content    | posts    | content  | 6 | concept            | Write the posts
            Content    | video    | design   | 8 | concept            | Produce short videos
            Approval   | approve  | review   | 4 | visuals posts video | Review and approve the content
            Launch     | partners | launch   | 5 | story              | Brief partners
            Launch     | schedule | launch   | 4 | approve            | Schedule the posts
            Launch     | test     | review   | 3 | schedule partners  | Check links and tracking
            lead_generation 28
            Strategy   | goals    | strategy | 2 |                    | Agree goals and target group
            Strategy   | offer    | strategy | 4 | goals              | Define the offer
            Content    | guide    | content  | 8 | offer              | Write the guide
            Content    | page     | content  | 5 | guide              | Build the landing page
            Content    | emails   | content  | 4 | guide              | Write the follow-up e-mails
            Content    | posts    | content  | 4 | offer              | Write the posts
            Audience   | segment  | audience | 2 | offer              | Choose the recipients
            Approval   | approve  | review   | 4 | page emails posts  | Review and approve the content
            Launch     | schedule | launch   | 3 | approve segment    | Schedule posts and e-mails
            Launch     | test     | review   | 2 | schedule           | Test the form and tracking
            seasonal 21
            Strategy   | idea     | strategy | 2 |                    | Choose the occasion and offer
            Content    | copy     | content  | 4 | idea               | Write the copy
            Content    | visuals  | design   | 6 | idea               | Design the visuals
            Content    | emails   | content  | 4 | copy visuals       | Build the e-mails
            Content    | posts    | content  | 3 | copy visuals       | Build the posts
            Approval   | approve  | review   | 4 | emails posts       | Review and approve the content
            Launch     | schedule | launch   | 3 | approve            | Schedule posts and e-mails
            Launch     | test     | review   | 2 | schedule           | Test links and codes
            event 45
            Strategy   | goals    | strategy | 3 |                    | Agree goals and budget
            Strategy   | program  | strategy | 8 | goals              | Plan the program
            Strategy   | venue    | strategy | 6 | goals              | Book the venue or stream
            Content    | page     | content  | 6 | program venue      | Build the registration page
            Content    | visuals  | design   | 6 | program            | Design the visuals
            Content    | invite   | content  | 5 | page visuals       | Write the invitations
            Audience   | guests   | audience | 4 | goals              | Choose the guests
            Approval   | approve  | review   | 4 | invite             | Review and approve the content
            Launch     | send     | launch   | 3 | approve guests     | Send the invitations
            Launch     | remind   | launch   | 8 | send               | Send reminders
            Event      | speakers | launch   | 5 | program            | Brief the speakers
            Event      | rehearse | launch   | 8 | remind speakers    | Rehearse and prepare the day
            always_on 10
            Content    | topics   | strategy | 2 |                    | Choose topics for the month
            Content    | posts    | content  | 4 | topics             | Write the posts
            Content    | visuals  | design   | 3 | topics             | Choose the pictures
            Approval   | approve  | review   | 2 | posts visuals      | Review and approve the posts
            Launch     | schedule | launch   | 2 | approve            | Schedule the posts
            custom 7
            Content    | content  | content  | 5 |                    | Prepare the content
            Launch     | schedule | launch   | 2 | content            | Review and schedule
            """;

    private static final Map<String, TimelineTemplate> ALL = read();

    private static Map<String, TimelineTemplate> read() {
        var all = new LinkedHashMap<String, TimelineTemplate>();
        var steps = new ArrayList<Step>();
        for (String line : TABLE.lines().toList()) {
            String[] cells = line.split("\\|");
            if (cells.length == 1) {
                steps = new ArrayList<>();
                String name = line.substring(0, line.indexOf(' '));
                all.put(name, new TimelineTemplate(name, steps));
            } else
                steps.add(new Step(
                        cells[1].strip(),
                        cells[0].strip(),
                        cells[2].strip(),
                        Integer.parseInt(cells[3].strip()),
                        Arrays.stream(cells[4].strip().split(" "))
                                .filter(key -> !key.isEmpty())
                                .toList(),
                        cells[5].strip()));
        }
        return all;
    }

    static TimelineTemplate of(Campaign.Type type) {
        return named(type.name().toLowerCase(Locale.ROOT));
    }

    static TimelineTemplate named(String name) {
        var template = ALL.get(name);
        if (template == null) throw Refused.invalid("template", "must be one of " + String.join(", ", ALL.keySet()));
        return template;
    }

    /** Urgent campaigns are planned with shorter tasks. */
    static double pace(Campaign.Priority priority) {
        return switch (priority) {
            case URGENT -> 0.8;
            case HIGH -> 0.9;
            case NORMAL -> 1;
            case LOW -> 1.2;
        };
    }
}
