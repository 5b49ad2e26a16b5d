/** What may be called, and what came of a call. */
@NullMarked
package io.centercontrol.outgoing.model;

import org.jspecify.annotations.NullMarked;
