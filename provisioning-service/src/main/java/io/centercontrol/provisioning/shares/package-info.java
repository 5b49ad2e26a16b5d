/**
 * Parts the rate limits among the instances of each tenant service, by the demand that their positions tell of. Says {@code
 * cc.shares.v1}.
 */
@NullMarked
package io.centercontrol.provisioning.shares;

import org.jspecify.annotations.NullMarked;
