/** What native SQL needs beyond Hibernate, and pages of what it finds. */
@NullMarked
package io.centercontrol.kit.sql;

import org.jspecify.annotations.NullMarked;
