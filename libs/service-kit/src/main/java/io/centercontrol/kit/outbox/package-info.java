/** The transactional outbox: an event leaves if and only if its transaction commits. */
@NullMarked
package io.centercontrol.kit.outbox;

import org.jspecify.annotations.NullMarked;
