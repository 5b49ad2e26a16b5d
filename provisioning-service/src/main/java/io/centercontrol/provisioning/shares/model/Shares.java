package io.centercontrol.provisioning.shares.model;

import java.util.List;

/**
 * How the instances of one tenant service part the rate limits among them.
 *
 * @param instances ids of those heard of lately, in order
 * @param uneven what is asked for unevenly; of all else each has an equal part
 */
public record Shares(String service, long version, List<String> instances, List<Share> uneven) {
    /** Below this, a part that moves is not worth an event. */
    private static final double WORTH_TELLING = 0.03;

    public Shares {
        instances = List.copyOf(instances);
        uneven = List.copyOf(uneven);
    }

    /**
     * One call's parts.
     *
     * @param parts in the order of the instances; at most 1 in all
     */
    public record Share(Call call, List<Float> parts) {
        public Share {
            parts = List.copyOf(parts);
        }
    }

    /** Of a service of which nothing was told yet. */
    public static Shares none(String service) {
        return new Shares(service, 0, List.of(), List.of());
    }

    /** The same content at another version. */
    public Shares at(long otherVersion) {
        return new Shares(service, otherVersion, instances, uneven);
    }

    /** Whether these say something else than those, by more than a trifle. */
    public boolean isNewsTo(Shares told) {
        if (!instances.equals(told.instances) || uneven.size() != told.uneven.size()) {
            return true;
        }
        for (var i = 0; i < uneven.size(); i++) {
            if (!uneven.get(i).call().equals(told.uneven.get(i).call())
                    || moved(uneven.get(i).parts(), told.uneven.get(i).parts())) {
                return true;
            }
        }
        return false;
    }

    private static boolean moved(List<Float> parts, List<Float> told) {
        for (var i = 0; i < parts.size(); i++) {
            if (Math.abs(parts.get(i) - told.get(i)) > WORTH_TELLING) {
                return true;
            }
        }
        return false;
    }
}
