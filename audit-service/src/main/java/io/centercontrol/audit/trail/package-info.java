/** The trail. Owns: entries, what they are about, which versions are missing. Says: nothing by itself. Hears: every state topic, and cc.audit.v1. */
@NullMarked
package io.centercontrol.audit.trail;

import org.jspecify.annotations.NullMarked;
