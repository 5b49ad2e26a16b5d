/** The cellar of the ledger: a whole batch is a handful of statements, whatever its size. */
@NullMarked
package io.centercontrol.provisioning.ledger.store;

import org.jspecify.annotations.NullMarked;
