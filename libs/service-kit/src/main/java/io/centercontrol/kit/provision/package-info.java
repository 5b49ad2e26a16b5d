/**
 * How a platform service that keeps something of tenants takes part in their provisioning, export and erasure, as a tenant
 * service does by the SDK. A service has it with {@code cc.provisioned=true} and one {@link
 * io.centercontrol.kit.provision.AskHandler}.
 */
@NullMarked
package io.centercontrol.kit.provision;

import org.jspecify.annotations.NullMarked;
