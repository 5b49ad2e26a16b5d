/** Conventions of the REST door: conditional requests, cursors, Idempotency-Key, answers. */
@NullMarked
package io.centercontrol.kit.rest;

import org.jspecify.annotations.NullMarked;
