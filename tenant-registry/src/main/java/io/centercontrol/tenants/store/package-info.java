/** The cellar: PostgreSQL through Hibernate Reactive. */
@NullMarked
package io.centercontrol.tenants.store;

import org.jspecify.annotations.NullMarked;
