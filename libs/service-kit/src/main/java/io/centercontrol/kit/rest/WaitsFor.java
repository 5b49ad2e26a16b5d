package io.centercontrol.kit.rest;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says of a write what it leads to by and by, which can be waited for by a word of its own beside those of the propagation
 * ledger: {@code ?wait=ready}. An {@link OwnGoal} of that word looks whether it is so.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface WaitsFor {
    /** The word. */
    String value();

    /** When it is answered: a sentence for the caller. */
    String meaning();
}
