package io.centercontrol.dataplane.quarkus;

import io.centercontrol.dataplane.Operation;
import jakarta.ws.rs.NameBinding;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The resource method is for a tenant that may do this operation now. Others are refused before the method is called:
 * with 403 and the tenant's status and reason, or with 503 while this instance cannot be certain.
 */
@NameBinding
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Serves {
    /** What the tenant must be allowed to do. */
    Operation value();
}
