package io.centercontrol.kit.rest;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Tells the API's description with which status a write is answered that makes something: 201, or 202 for what goes on. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Answers {
    /** The status; 200 is left for a dry run, and for a change of what was there. */
    int value();

    /** Whether the answer's {@code Location} is the address of what was made. */
    boolean located() default true;
}
