package io.centercontrol.plans.subscription;

import io.centercontrol.kernel.Refusal;
import io.centercontrol.plans.catalog.Shelf;
import io.centercontrol.plans.catalog.model.Grant;

/** Whether a grant can be said of a feature. */
final class GrantOf {
    private GrantOf() {}

    static void check(Shelf shelf, String key, Grant grant) {
        var feature = shelf.features().get(key);
        if (feature == null) {
            throw new Refusal.NotFound(
                            "UNKNOWN_FEATURE",
                            "There is no feature " + key + ". There are: "
                                    + String.join(", ", shelf.features().keySet()) + ".")
                    .asException();
        }
        if (feature.kind() != grant.kind()) {
            throw Refusal.Invalid.of(
                            "/grant",
                            "WRONG_KIND",
                            "The feature " + key + " is a " + feature.kind() + ", the grant is for a " + grant.kind()
                                    + ".")
                    .asException();
        }
        var amount = grant.bound();
        if (amount != null && amount < 0) {
            throw Refusal.Invalid.of("/grant", "BELOW_ZERO", "Must be 0 or more, or null for any number.")
                    .asException();
        }
    }
}
