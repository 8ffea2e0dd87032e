package io.fanfare.activity;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** What the caller has to do on a day; their daily mail lists it. Later rooms implement it. */
public interface DailyWork {
    Part part();

    /** The most urgent first; at most {@link #MOST} are listed. */
    List<Work> on(LocalDate day);

    /** How many of each part a mail lists. */
    int MOST = 20;

    /** The parts of the mail, in its order. */
    enum Part {
        TASKS("Tasks", "task"),
        REVIEWS("Reviews", "review"),
        MENTIONS("Mentions", "mention"),
        PROBLEMS("Not sent", "problem");

        private final String heading;
        private final String one;

        Part(String heading, String one) {
            this.heading = heading;
            this.one = one;
        }

        String heading() {
            return heading;
        }

        /** {@code 2 tasks} */
        String counted(int count) {
            return count + " " + one + (count == 1 ? "" : "s");
        }
    }

    /** One thing to do: {@code subject} is what it is about, {@code path} leads to it in the app. */
    record Work(UUID subject, String title, String note, String path) {}
}
