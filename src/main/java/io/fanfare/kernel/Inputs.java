package io.fanfare.kernel;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.cfg.MapperBuilder;
import tools.jackson.databind.deser.DeserializationProblemHandler;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;

/** Reads and checks what a client sent: a member that the shape does not define is refused by its name. */
@Component
public class Inputs {
    private static final JsonMapper STRICT =
            strict(Json.configure(JsonMapper.builder())).build();

    private final Validator validator;

    Inputs(Validator validator) {
        this.validator = validator;
    }

    /** What a mapper for input adds to the common rules. */
    static <B extends MapperBuilder<?, B>> B strict(B builder) {
        return builder.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).addHandler(new Tolerated());
    }

    static JsonMapper mapper() {
        return STRICT;
    }

    /** Converts an untyped input and checks its shape; a refusal names the member that does not fit. */
    public <T> T read(Object given, Class<T> type) {
        return valid(converted(given, type));
    }

    static <T> T converted(Object given, Class<T> type) {
        try {
            return STRICT.convertValue(given, type);
        } catch (MismatchedInputException wrong) {
            throw Refused.invalid(Problems.path(wrong), Problems.reason(wrong));
        } catch (JacksonException wrong) {
            for (Throwable cause = wrong; cause != null; cause = cause.getCause())
                if (cause instanceof Refused refused) throw refused;
            throw Refused.invalid("body", "must be an object of the documented shape");
        }
    }

    public <T> T valid(T input) {
        Required.check(input);
        var errors = new LinkedHashMap<String, String>();
        validator.validate(input).forEach(wrong -> errors.put(field(wrong), ConstraintText.of(wrong)));
        if (!errors.isEmpty()) throw Refused.invalid(errors);
        return input;
    }

    /** The path as a client writes it: an element of a list is its index and nothing more. */
    private static String field(ConstraintViolation<?> wrong) {
        return wrong.getPropertyPath().toString().replaceAll("\\.<[^>]*>", "");
    }

    /** Members that clients of origin D send with every request; the token alone says who and where they are. */
    private static final class Tolerated extends DeserializationProblemHandler {
        @Override
        public boolean handleUnknownProperty(
                DeserializationContext context,
                JsonParser parser,
                ValueDeserializer<?> reader,
                @Nullable Object beanOrClass,
                String name) {
            if (!UnknownInput.isTolerated(name)) return false;
            parser.skipChildren();
            return true;
        }
    }
}
