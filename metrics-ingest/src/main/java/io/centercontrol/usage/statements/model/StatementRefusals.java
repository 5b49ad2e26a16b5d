package io.centercontrol.usage.statements.model;

import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.RefusedException;
import io.centercontrol.kernel.TenantId;
import java.util.Map;

/** Why there is no statement, or no count of it. */
public final class StatementRefusals {
    private StatementRefusals() {}

    /** There is none of this number. */
    public static RefusedException noStatement(TenantId tenant, long number) {
        return new Refusal.NotFound(
                        "STATEMENT_NOT_FOUND", "There is no statement %d of tenant %s.".formatted(number, tenant))
                .asException();
    }

    /** No period is open. */
    public static RefusedException noPeriod(TenantId tenant) {
        return new Refusal.NotFound(
                        "NO_OPEN_PERIOD",
                        "Tenant %s is not known here, or it was erased and its last statement is closed."
                                .formatted(tenant))
                .asException();
    }

    /** The open period begins only now. */
    public static RefusedException justClosed(TenantId tenant) {
        return new Refusal.Conflict(
                        "STATEMENT_JUST_CLOSED",
                        "The last statement of tenant %s reaches to the end of this minute. Try again when it is over."
                                .formatted(tenant),
                        Map.of())
                .asException();
    }

    /** What it was counted from is there no more. */
    public static RefusedException sourcesGone(TenantId tenant, long number) {
        return new Refusal.Conflict(
                        "STATEMENT_SOURCES_GONE",
                        ("What the statement %d of tenant %s was counted from is erased or no longer kept. Its hash and the"
                                        + " chain can still be checked.")
                                .formatted(number, tenant),
                        Map.of("number", number))
                .asException();
    }
}
