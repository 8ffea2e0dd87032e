package io.fanfare.kernel;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a method an operation and says who may call it: a permission such as {@code campaign.launch},
 * {@code member} for every member of the workspace, or {@code public} for everyone.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Allow {
    String value();

    /** Calls other servers, so it runs without a transaction and opens short ones itself. */
    boolean outside() default false;

    /** Stores no response for an Idempotency-Key and writes no audit row: previews, validations, sign-in. */
    boolean plain() default false;

    /**
     * The class of its audit rows. A GET of {@link AuditClass#ACCESS} or {@link AuditClass#EXPORT} leaves a row too; refusals of a
     * {@link AuditClass#DECISION} always do.
     */
    AuditClass audited() default AuditClass.CHANGE;

    /** Answers 201 where it made something, otherwise 200. */
    boolean creates() default false;

    /** May be read from a replica, some seconds old; never right after a change in the workspace. */
    boolean stale() default false;
}
