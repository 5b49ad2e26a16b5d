/**
 * Debezium's connector for PostgreSQL, made quiet: it costs next to nothing while an outbox has nothing to say, and carries
 * what comes at once.
 *
 * <p>Runs in the Connect worker, in Debezium's plugin folder. Decision 0020 says what is changed and why.
 */
@NullMarked
package io.centercontrol.connect;

import org.jspecify.annotations.NullMarked;
