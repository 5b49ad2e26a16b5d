/** The trial of what is published: a project outside builds on it and runs, on a real broker and registry. */
@NullMarked
package io.centercontrol.outside;

import org.jspecify.annotations.NullMarked;
