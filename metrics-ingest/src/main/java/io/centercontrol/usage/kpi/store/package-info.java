/** The cellar: PostgreSQL. Nobody but the hall's interfaces leads here. */
@NullMarked
package io.centercontrol.usage.kpi.store;

import org.jspecify.annotations.NullMarked;
