package io.centercontrol.governance;

import io.centercontrol.governance.model.Governance;
import io.centercontrol.governance.model.TenantNumbers;
import io.centercontrol.kit.aggregate.Kept;

/**
 * Governance as it stands.
 *
 * @param existing what there is, beside what there may be
 */
public record Standing(Kept<Governance> governance, TenantNumbers existing) {}
