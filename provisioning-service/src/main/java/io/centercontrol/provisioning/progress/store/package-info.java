/** The cellar: rows, history and outbox in PostgreSQL. Rows go in and come out as JSON text, one statement each. */
@NullMarked
package io.centercontrol.provisioning.progress.store;

import org.jspecify.annotations.NullMarked;
