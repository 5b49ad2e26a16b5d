/**
 * How flags are used, and how the services fare that use them: which flag was asked for by whom, how often and with what
 * outcome, and what each tenant service answered its callers, minute by minute. Hears {@code cc.measures.<service>.v1}, and
 * counts what this service itself is asked by OFREP. Says nothing.
 */
@NullMarked
package io.centercontrol.flags.use;

import org.jspecify.annotations.NullMarked;
