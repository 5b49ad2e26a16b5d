/**
 * The propagation ledger: which instance of a tenant service has applied which change, and when.
 *
 * <p>Owns: events by their place on a topic, instances, their positions. Hears: the headers of the state topics that the data
 * plane follows, and {@code cc.positions.<service>.v1}. Says nothing. Does not own: the changes themselves.
 */
@NullMarked
package io.centercontrol.provisioning.ledger;

import org.jspecify.annotations.NullMarked;
