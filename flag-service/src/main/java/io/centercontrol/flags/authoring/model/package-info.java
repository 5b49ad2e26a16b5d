/** What a flag is, what may become of it, and what its readers are told. Pure; speaks flagd's language by the evaluation. */
@NullMarked
package io.centercontrol.flags.authoring.model;

import org.jspecify.annotations.NullMarked;
