/** Exports to be asked for and taken. */
@NullMarked
package io.centercontrol.audit.export.http;

import org.jspecify.annotations.NullMarked;
