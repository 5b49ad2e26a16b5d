/** The event of changed shares. */
@NullMarked
package io.centercontrol.provisioning.shares.kafka;

import org.jspecify.annotations.NullMarked;
