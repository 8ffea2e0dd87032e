package io.fanfare.kernel;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Offers an operation to agents. Its text, schemas and most of its hints are those of the operation. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Tool {
    /** The groups in which an agent can choose tools. */
    enum Set {
        CAMPAIGNS,
        PLANNING,
        CONTENT,
        LIBRARY,
        EMAIL,
        SOCIAL,
        OPS
    }

    Set value();

    /** The name for agents, where it is not that of the operation. */
    String name() default "";

    /** In the list that an agent gets without choosing. */
    boolean common() default false;

    /** Changes or ends what is there; PUT, PATCH and DELETE always do. */
    boolean destructive() default false;

    /** Reaches people or services outside Fanfare. */
    boolean openWorld() default false;

    /** The operation that reads the job which this one starts, and so tells its progress. */
    String job() default "";

    /** The operation that cancels that job. */
    String cancel() default "";
}
