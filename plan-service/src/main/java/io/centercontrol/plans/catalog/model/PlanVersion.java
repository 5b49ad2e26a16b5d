package io.centercontrol.plans.catalog.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One version of a plan.
 *
 * @param number from 1
 * @param publishedAt null for a draft
 */
public record PlanVersion(
        int number, Status status, Terms terms, @Nullable Instant publishedAt) {
    /** How far it is. */
    public enum Status {
        /** May change, and nobody can have it. */
        DRAFT,
        /** Never changes, and tenants can be given it. */
        PUBLISHED,
        /** Those who have it keep it; nobody is given it any more. */
        RETIRED
    }
}
