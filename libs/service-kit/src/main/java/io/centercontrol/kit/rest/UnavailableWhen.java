package io.centercontrol.kit.rest;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Tells the API's description that an operation needs something that may not answer now, and then is answered 503. */
@Documented
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface UnavailableWhen {
    /** When it is so, in the middle of a sentence: {@code the DNS does not answer}. */
    String value();
}
