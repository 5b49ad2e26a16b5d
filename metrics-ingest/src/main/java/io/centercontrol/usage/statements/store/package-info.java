/** The cellar: PostgreSQL. Nobody but the hall's interfaces leads here. */
@NullMarked
package io.centercontrol.usage.statements.store;

import org.jspecify.annotations.NullMarked;
