package io.centercontrol.evaluation;

/**
 * Of all whom nothing else gives a variant, so that the default would count, a share that gets this one. Who is in a share is
 * in every larger one of the same flag.
 *
 * @param variant not the default
 * @param basisPoints hundredths of a percent, from 1 to {@link #ALL}
 * @param by what is hashed: who has none is in no share but the whole
 */
public record Share(String variant, int basisPoints, By by) {
    /** The share of everybody. */
    public static final int ALL = 10_000;

    /** What is hashed, together with the flag's key. */
    public enum By {
        /** The tenant's id: a tenant is wholly in or out. */
        TENANT(Layers.TENANT),
        /** OpenFeature's targeting key: whatever the caller takes for a subject. */
        TARGETING_KEY("targetingKey");

        private final String attribute;

        By(String attribute) {
            this.attribute = attribute;
        }

        String attribute() {
            return attribute;
        }
    }

    /** As people say it, above 0 and 100 at most. */
    public double percent() {
        return basisPoints / 100.0;
    }

    /** Whether everybody is in it, those without a key as well. */
    public boolean isAll() {
        return basisPoints == ALL;
    }
}
