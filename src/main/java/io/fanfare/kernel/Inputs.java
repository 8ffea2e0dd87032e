package io.fanfare.kernel;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.util.LinkedHashMap;
import org.springframework.stereotype.Component;

/** Checks the shape of an input that did not come through the door of HTTP. */
@Component
public class Inputs {
    private final Validator validator;

    Inputs(Validator validator) {
        this.validator = validator;
    }

    public <T> T valid(T input) {
        Required.check(input);
        var errors = new LinkedHashMap<String, String>();
        validator.validate(input).forEach(wrong -> errors.put(field(wrong), wrong.getMessage()));
        if (!errors.isEmpty()) throw Refused.invalid(errors);
        return input;
    }

    /** The path as a client writes it: an element of a list is its index and nothing more. */
    private static String field(ConstraintViolation<?> wrong) {
        return wrong.getPropertyPath().toString().replaceAll("\\.<[^>]*>", "");
    }
}
