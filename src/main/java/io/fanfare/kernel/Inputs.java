package io.fanfare.kernel;

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
        var errors = new LinkedHashMap<String, String>();
        validator
                .validate(input)
                .forEach(wrong -> errors.put(wrong.getPropertyPath().toString(), wrong.getMessage()));
        if (!errors.isEmpty()) throw Refused.invalid(errors);
        return input;
    }
}
