/** What native SQL needs beyond Hibernate. */
@NullMarked
package io.centercontrol.kit.sql;

import org.jspecify.annotations.NullMarked;
