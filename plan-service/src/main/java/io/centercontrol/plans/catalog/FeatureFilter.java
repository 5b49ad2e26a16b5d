package io.centercontrol.plans.catalog;

import io.centercontrol.plans.catalog.model.Feature;
import org.jspecify.annotations.Nullable;

/** Which features are meant; what is null does not matter. */
public record FeatureFilter(
        Feature.@Nullable Kind kind, @Nullable Boolean deprecated) {}
