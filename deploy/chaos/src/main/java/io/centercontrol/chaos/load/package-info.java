/**
 * Who works with the suite while it is broken: operators that change tenants, customers that place orders, and somebody
 * who asks the ledger. Everything that they do and hear goes into the history.
 */
@NullMarked
package io.centercontrol.chaos.load;

import org.jspecify.annotations.NullMarked;
