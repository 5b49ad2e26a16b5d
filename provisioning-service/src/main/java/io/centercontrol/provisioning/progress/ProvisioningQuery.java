package io.centercontrol.provisioning.progress;

import io.centercontrol.kernel.TenantId;
import io.centercontrol.provisioning.progress.model.DeletionStatus;
import io.centercontrol.provisioning.progress.model.ProvisioningStatus;
import io.centercontrol.provisioning.progress.model.Stay;
import org.jspecify.annotations.Nullable;

/**
 * Which provisionings, in which order. What is null does not matter.
 *
 * @param text stands somewhere in the tenant's slug or name
 * @param service has an entry of this service
 * @param stay stands so with that service, or with any when none is named
 * @param cursor opaque; null for the beginning
 */
public record ProvisioningQuery(
        @Nullable ProvisioningStatus status,
        @Nullable DeletionStatus deletion,
        @Nullable String service,
        @Nullable Stay stay,
        @Nullable TenantId tenant,
        @Nullable String text,
        Sort sort,
        int limit,
        @Nullable String cursor) {
    /** Orders that a list can have; the tenant's id breaks ties. */
    public enum Sort {
        SLUG("slug", true),
        SLUG_DOWN("-slug", false),
        UPDATED("updatedAt", true),
        UPDATED_DOWN("-updatedAt", false);

        private final String word;
        private final boolean rising;

        Sort(String word, boolean rising) {
            this.word = word;
            this.rising = rising;
        }

        /** Its name in the API. */
        public String word() {
            return word;
        }

        /** Whether small values come first. */
        public boolean rising() {
            return rising;
        }
    }
}
