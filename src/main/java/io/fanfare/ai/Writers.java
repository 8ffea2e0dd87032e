package io.fanfare.ai;

import io.fanfare.kernel.Outgoing;
import io.fanfare.kernel.Refused;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The writers of this installation. */
@Component
public class Writers {
    private static final String BUILT_IN = "offline";

    private final List<Writer> writers;

    Writers(List<Writer> writers) {
        this.writers = writers;
    }

    /**
     * The named writer, or the built-in one. Writers may call external services, so they are refused within a
     * transaction.
     */
    public Writer get(@Nullable String name) {
        Outgoing.refuseInTransaction();
        String wanted = name == null ? BUILT_IN : name;
        return writers.stream()
                .filter(writer -> writer.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> Refused.unprocessable(
                        "writer_unknown",
                        "This writer does not exist. Available writers: "
                                + writers.stream().map(Writer::name).sorted().collect(Collectors.joining(", ")) + "."));
    }
}
