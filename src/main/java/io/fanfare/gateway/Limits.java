package io.fanfare.gateway;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.math.BigDecimal;
import java.util.Map;

/** What validation asks of a value, as JSON Schema says it. */
final class Limits {
    private Limits() {}

    static Map<String, Object> of(AnnotatedElement carrier, Map<String, Object> schema) {
        if (schema.containsKey("$ref")) return schema;
        boolean list = "array".equals(schema.get("type"));
        boolean text = "string".equals(schema.get("type"));
        for (Annotation annotation : carrier.getAnnotations()) {
            switch (annotation) {
                case Size size -> {
                    String noun = list ? "Items" : text ? "Length" : "Properties";
                    if (size.min() > 0) schema.put("min" + noun, size.min());
                    if (size.max() < Integer.MAX_VALUE) schema.put("max" + noun, size.max());
                }
                case NotBlank _ -> schema.putIfAbsent("minLength", 1);
                case NotEmpty _ -> schema.putIfAbsent(list ? "minItems" : "minLength", 1);
                case Min min -> schema.put("minimum", min.value());
                case Max max -> schema.put("maximum", max.value());
                case DecimalMin min ->
                    schema.put(min.inclusive() ? "minimum" : "exclusiveMinimum", new BigDecimal(min.value()));
                case DecimalMax max ->
                    schema.put(max.inclusive() ? "maximum" : "exclusiveMaximum", new BigDecimal(max.value()));
                case Positive _ -> schema.put("exclusiveMinimum", 0);
                case PositiveOrZero _ -> schema.put("minimum", 0);
                case Pattern pattern -> schema.put("pattern", pattern.regexp());
                case Email _ -> schema.put("format", "email");
                default -> {}
            }
        }
        return schema;
    }
}
