package io.fanfare.kernel;

import jakarta.validation.ConstraintViolation;
import java.util.Collection;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.FieldError;

/** What a broken constraint says to a person: the default text of a size names neither characters nor entries. */
final class ConstraintText {
    private static final Pattern SIZE = Pattern.compile("size must be between (\\d+) and (\\d+)");

    private ConstraintText() {}

    static String of(ConstraintViolation<?> wrong) {
        return of(String.valueOf(wrong.getMessage()), wrong.getInvalidValue());
    }

    static String of(FieldError wrong) {
        return of(String.valueOf(wrong.getDefaultMessage()), wrong.getRejectedValue());
    }

    static String of(String text, @Nullable Object value) {
        var size = SIZE.matcher(text);
        if (!size.matches()) return text;
        return switch (value) {
            case CharSequence words -> of(words.length(), size.group(1), size.group(2), "character", "characters");
            case Collection<?> list -> of(list.size(), size.group(1), size.group(2), "entry", "entries");
            case Map<?, ?> map -> of(map.size(), size.group(1), size.group(2), "entry", "entries");
            case null, default -> text;
        };
    }

    private static String of(int size, String least, String most, String one, String many) {
        boolean few = size < Long.parseLong(least);
        if (few && least.equals("1")) return "must not be empty";
        String limit = few ? least : most;
        return "must have at " + (few ? "least " : "most ") + limit + " " + (limit.equals("1") ? one : many);
    }
}
