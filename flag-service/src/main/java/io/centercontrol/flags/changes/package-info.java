/**
 * Changes of flags that wait for another person. Owns change requests with their history; changes flags by the verbs of
 * {@code authoring}, and hears from it, in the same transaction, that the content of a flag has moved.
 */
@NullMarked
package io.centercontrol.flags.changes;

import org.jspecify.annotations.NullMarked;
