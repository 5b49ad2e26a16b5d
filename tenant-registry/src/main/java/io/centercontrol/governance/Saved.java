package io.centercontrol.governance;

import io.centercontrol.governance.model.Governance;
import io.centercontrol.governance.model.TenantNumbers;
import java.util.UUID;

/**
 * Governance as it is kept.
 *
 * @param eventId the event that told of this version
 * @param existing what there is, beside what there may be
 */
public record Saved(Governance governance, UUID eventId, TenantNumbers existing) {}
