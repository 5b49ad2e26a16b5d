package io.centercontrol.kit.audit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A resource's method that is told of when it was called with success: reads and repairs that have no transaction of their own
 * to be told in. A conflict and a failure of the server are told too, but of a read; a dry run is told as one by the kit.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Audited {
    /** Object first, verb in the past tense: {@code export.downloaded}. */
    String action();

    /**
     * Of reads the first is told at once, and those that follow within a minute as one; but what goes home is told each time.
     */
    AuditEntry.Category category();

    /**
     * What it is done to: {@code type=parameter}, with the name of a parameter of the path; after a tenant's id it is about
     * that tenant.
     */
    String[] targets() default {};
}
