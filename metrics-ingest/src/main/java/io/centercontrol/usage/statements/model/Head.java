package io.centercontrol.usage.statements.model;

import io.centercontrol.kernel.TenantId;
import java.time.Instant;

/**
 * What a statement is of, before anything is counted.
 *
 * @param number from 1 without gaps, for each tenant
 * @param start where the statement before ended
 * @param end the first moment that is no part of it
 * @param timeZone by whose midnight it ends, an IANA name
 * @param last whether the tenant was erased then
 * @param previous the hash of the statement before; empty of the first
 */
public record Head(
        TenantId tenant,
        long number,
        Instant start,
        Instant end,
        String timeZone,
        boolean last,
        Instant closedAt,
        String previous) {}
