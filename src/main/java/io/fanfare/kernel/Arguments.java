package io.fanfare.kernel;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationContext;
import org.springframework.core.MethodParameter;
import org.springframework.core.convert.ConversionException;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ValueConstants;
import tools.jackson.core.JacksonException;

/** The arguments of an operation that is called in process, by their names in the contract, validated as HTTP does. */
@Component
class Arguments {
    private final ApplicationContext context;
    private final Inputs inputs;
    private final Validator validator;
    private final ConversionService texts;

    Arguments(
            ApplicationContext context,
            Inputs inputs,
            Validator validator,
            @Qualifier("mvcConversionService") ConversionService texts) {
        this.context = context;
        this.inputs = inputs;
        this.validator = validator;
        this.texts = texts;
    }

    @Nullable
    Object[] bind(Operation operation, Map<String, ?> given) {
        var rest = new LinkedHashMap<String, @Nullable Object>(given);
        var parameters = operation.method().getParameters();
        @Nullable Object[] values = new @Nullable Object[parameters.length];
        int body = -1;
        for (int i = 0; i < parameters.length; i++) {
            if (parameters[i].isAnnotationPresent(RequestBody.class)) body = i;
            else values[i] = value(operation, i, rest);
        }
        if (body >= 0) values[body] = body(operation, body, rest);
        else UnknownInput.refuse(rest.keySet());
        valid(operation, values);
        return values;
    }

    private @Nullable Object value(Operation operation, int index, Map<String, @Nullable Object> rest) {
        Parameter parameter = operation.method().getParameters()[index];
        var method = new MethodParameter(operation.method(), index);
        var type = new TypeDescriptor(method);
        var path = parameter.getAnnotation(PathVariable.class);
        if (path != null) {
            String name = name(path.value(), parameter);
            return converted(name, required(name, rest.remove(name)), type, true);
        }
        var query = parameter.getAnnotation(RequestParam.class);
        if (query != null) {
            String name = name(query.value(), parameter);
            boolean fixed = !query.defaultValue().equals(ValueConstants.DEFAULT_NONE);
            Object value = rest.remove(name);
            if (value == null && fixed) value = query.defaultValue();
            if (value == null) return query.required() && !method.isOptional() ? required(name, null) : null;
            return converted(name, value, type, false);
        }
        if (parameter.isAnnotationPresent(RequestHeader.class)) return null;
        if (parameter.getType().isRecord()) return query(parameter, rest);
        throw Refused.unprocessable(
                "operation_not_callable", operation.id() + " can be called by HTTP only; send it as a request.");
    }

    private static String name(String given, Parameter parameter) {
        return given.isEmpty() ? parameter.getName() : given;
    }

    private static Object required(String name, @Nullable Object value) {
        return Optional.<Object>ofNullable(value).orElseThrow(() -> Refused.invalid(name, "is required"));
    }

    /** A text is read as in a path or query, any other value as in a body. */
    private @Nullable Object converted(String name, Object given, TypeDescriptor type, boolean path) {
        try {
            if (given instanceof String text) {
                Object value = texts.convert(text, TypeDescriptor.valueOf(String.class), type);
                // A blank id is malformed like any other.
                if (value == null && path) throw Refused.notFound();
                return value;
            }
            return Json.convert(given, Json.type(type.getResolvableType().getType()));
        } catch (JacksonException | ConversionException wrong) {
            // As by HTTP, a malformed id gets the same response as an unknown one.
            if (path && type.getType() == UUID.class) throw Refused.notFound();
            throw Refused.invalid(name, "is not a valid value");
        }
    }

    /** A record that is bound from the query string. */
    private Object query(Parameter parameter, Map<String, @Nullable Object> rest) {
        var mine = new LinkedHashMap<String, @Nullable Object>();
        for (RecordComponent component : parameter.getType().getRecordComponents()) {
            for (String name : Queries.names(component).reversed())
                if (rest.containsKey(name)) mine.put(Queries.names(component).getFirst(), rest.remove(name));
        }
        return inputs.read(mine, parameter.getType());
    }

    private @Nullable Object body(Operation operation, int index, Map<String, @Nullable Object> rest) {
        Parameter parameter = operation.method().getParameters()[index];
        boolean optional = !parameter.getAnnotation(RequestBody.class).required()
                || new MethodParameter(operation.method(), index).isOptional();
        if (rest.isEmpty() && optional) return null;
        return inputs.read(rest, parameter.getType());
    }

    private void valid(Operation operation, @Nullable Object[] values) {
        var door = context.getBean(operation.door());
        var errors = new LinkedHashMap<String, String>();
        validator
                .forExecutables()
                .validateParameters(door, operation.method(), values)
                .forEach(wrong -> errors.put(field(wrong), ConstraintText.of(wrong)));
        if (!errors.isEmpty()) throw Refused.invalid(errors);
    }

    /** The path without the name of the method. */
    private static String field(ConstraintViolation<?> wrong) {
        String path = wrong.getPropertyPath().toString();
        return path.substring(path.indexOf('.') + 1);
    }
}
