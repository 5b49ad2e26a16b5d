/** What an export is, and why one is refused. */
@NullMarked
package io.centercontrol.audit.export.model;

import org.jspecify.annotations.NullMarked;
