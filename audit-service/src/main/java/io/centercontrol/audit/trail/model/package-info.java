/** What an entry is, who may see it, and which versions are missing. */
@NullMarked
package io.centercontrol.audit.trail.model;

import org.jspecify.annotations.NullMarked;
