/**
 * One thing that is done to many, each by itself, as an operation that lasts: it is tried with each and rolled back, looked
 * at, started, stopped and resumed, goes on after a crash, and tells what became of each. A service hands in a {@link
 * io.centercontrol.kit.bulk.BulkAction} for each thing that it does so, orders by {@link
 * io.centercontrol.kit.bulk.OrderBulk}, and opens the doors by a {@link io.centercontrol.kit.bulk.BulkResource}.
 */
@NullMarked
package io.centercontrol.kit.bulk;

import org.jspecify.annotations.NullMarked;
