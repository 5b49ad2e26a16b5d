/** The Kafka door of the ledger: whole batches of headers and of positions come in. */
@NullMarked
package io.centercontrol.provisioning.ledger.kafka;

import org.jspecify.annotations.NullMarked;
