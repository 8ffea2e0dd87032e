package io.fanfare.kernel;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a method an operation and says who may call it: a permission such as {@code campaign.launch},
 * {@code member} for whoever belongs to the workspace, or {@code public} for everybody.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Allow {
    String value();

    /** Talks to the outside, so it runs without a transaction and opens short ones itself. */
    boolean outside() default false;

    /** Keeps no answer for an Idempotency-Key and leaves no audit row: previews, validations, sign-in. */
    boolean plain() default false;
}
