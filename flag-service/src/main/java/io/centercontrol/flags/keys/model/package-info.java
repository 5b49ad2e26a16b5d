/** What an SDK key is and how it ends. Pure. */
@NullMarked
package io.centercontrol.flags.keys.model;

import org.jspecify.annotations.NullMarked;
