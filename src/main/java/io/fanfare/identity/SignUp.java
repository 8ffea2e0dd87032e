package io.fanfare.identity;

import java.util.Locale;

/** Who may register: everyone, no one, or only the first person. */
enum SignUp {
    OPEN,
    CLOSED,
    FIRST;

    static SignUp of(String setting) {
        return setting.isBlank() ? FIRST : valueOf(setting.strip().toUpperCase(Locale.ROOT));
    }

    /** {@code anybody}: a person exists who does not belong to the demo workspace. */
    boolean admits(boolean anybody) {
        return switch (this) {
            case OPEN -> true;
            case CLOSED -> false;
            case FIRST -> !anybody;
        };
    }
}
