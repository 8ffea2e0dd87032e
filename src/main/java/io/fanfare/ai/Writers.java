package io.fanfare.ai;

import io.fanfare.kernel.Refused;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The writers of this installation. */
@Component
public class Writers {
    private static final String USUAL = "offline";

    private final List<Writer> writers;

    Writers(List<Writer> writers) {
        this.writers = writers;
    }

    /** The writer of that name; the one that is built in where none is named. */
    public Writer get(@Nullable String name) {
        String wanted = name == null ? USUAL : name;
        return writers.stream()
                .filter(writer -> writer.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> Refused.unprocessable(
                        "writer_unknown",
                        "There is no writer of that name. There is: "
                                + writers.stream().map(Writer::name).sorted().collect(Collectors.joining(", ")) + "."));
    }
}
