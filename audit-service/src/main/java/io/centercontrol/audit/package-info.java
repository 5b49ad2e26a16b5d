/** Audit: what happened on the platform, who did it and why, and the proof that nothing of it was taken out, changed or invented. */
@NullMarked
package io.centercontrol.audit;

import org.jspecify.annotations.NullMarked;
