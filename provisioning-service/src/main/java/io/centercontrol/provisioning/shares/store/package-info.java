/** Shares in PostgreSQL. */
@NullMarked
package io.centercontrol.provisioning.shares.store;

import org.jspecify.annotations.NullMarked;
