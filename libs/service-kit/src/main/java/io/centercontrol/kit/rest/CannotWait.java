package io.centercontrol.kit.rest;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A write whose effect the propagation ledger knows nothing of. With {@code wait} it is refused before anything is done, and
 * the API's description says so. Every other write waits when it is asked to: {@link Waiting}.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface CannotWait {
    /** Why, and what to look at instead: whole sentences, for the caller. */
    String value();
}
