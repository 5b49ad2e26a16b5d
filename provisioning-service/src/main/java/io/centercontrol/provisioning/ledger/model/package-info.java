/**
 * What positions prove about a change. Pure: rows and the time come in, the verdict comes out.
 *
 * <p>Three clocks meet here and are kept apart. Broker append times say when a change was written and when an instance was
 * past it; delays are differences of these alone. The database's clock says when the ledger saw a change committed and what
 * time it is now; leases are judged on differences of these alone. Clocks of instances are never used.
 */
@NullMarked
package io.centercontrol.provisioning.ledger.model;

import org.jspecify.annotations.NullMarked;
