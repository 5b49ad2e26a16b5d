package io.centercontrol.storefront;

import io.centercontrol.dataplane.Check;

/** Says whether there may be one more. Asked under the lock that makes the count true. */
@FunctionalInterface
public interface Admission {
    /** @param used how many there are now */
    Check check(long used);
}
