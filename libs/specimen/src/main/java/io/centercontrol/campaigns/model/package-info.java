/** What a campaign is, and what may become of it. Pure. */
@NullMarked
package io.centercontrol.campaigns.model;

import org.jspecify.annotations.NullMarked;
