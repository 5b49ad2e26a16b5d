/** The REST door of tenant services and provisionings. */
@NullMarked
package io.centercontrol.provisioning.progress.http;

import org.jspecify.annotations.NullMarked;
