/** Campaigns: started, renamed, ended. A specimen to copy an aggregate from; no part of the platform. */
@NullMarked
package io.centercontrol.campaigns;

import org.jspecify.annotations.NullMarked;
