package io.centercontrol.dataplane.quarkus;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Calls of the resource method are counted for the request's tenant, and those that are too many are refused with 429 and
 * {@code Retry-After}, as the platform's rate limits say. Every answer says how much is left, in the header fields {@code
 * RateLimit-Policy} and {@code RateLimit} of draft-ietf-httpapi-ratelimit-headers-10.
 */
@NameBinding
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface RateLimited {
    /** The class of call, as rate limits name it: lower-case letters, digits and hyphens. */
    String value();
}
