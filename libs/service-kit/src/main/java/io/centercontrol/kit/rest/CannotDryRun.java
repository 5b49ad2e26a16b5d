package io.centercontrol.kit.rest;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A write that cannot be rolled back, or one that needs no trying. With {@code dryRun=true} it is refused before anything is
 * done. Every other write goes through {@link Writes}, which rolls back what is only tried.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface CannotDryRun {
    /** Why: whole sentences, for the caller. */
    String value();
}
