/** The REST door of the ledger: instances and the propagation of events. */
@NullMarked
package io.centercontrol.provisioning.ledger.http;

import org.jspecify.annotations.NullMarked;
