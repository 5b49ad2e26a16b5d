/** The cellar: PostgreSQL. Nobody but the hall's interface leads here. */
@NullMarked
package io.centercontrol.campaigns.store;

import org.jspecify.annotations.NullMarked;
