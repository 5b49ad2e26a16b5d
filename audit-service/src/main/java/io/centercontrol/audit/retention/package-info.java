/** How long what is personal in the trail is kept, what must not go, and how the rest goes: verbs and ports. */
@NullMarked
package io.centercontrol.audit.retention;

import org.jspecify.annotations.NullMarked;
