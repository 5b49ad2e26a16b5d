/** The way out for what is kept of a tenant that leaves. */
@NullMarked
package io.centercontrol.flags.authoring.handover;

import org.jspecify.annotations.NullMarked;
