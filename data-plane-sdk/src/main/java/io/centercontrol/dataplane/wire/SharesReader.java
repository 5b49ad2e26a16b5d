package io.centercontrol.dataplane.wire;

import io.centercontrol.dataplane.limit.ServiceShares;
import io.centercontrol.events.Change;
import io.centercontrol.events.provisioning.Share;
import io.centercontrol.events.provisioning.Shares;
import io.centercontrol.kernel.TenantId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads records of {@code cc.shares.v1}. */
public final class SharesReader extends StateReader<Shares, ServiceShares> {
    /** Reads with what the book knows. */
    public SharesReader(SchemaBook schemas) {
        super(schemas, KeyForm.NAME, Shares.class, Shares.getClassSchema());
    }

    @Override
    String id(Shares read) {
        return read.getService();
    }

    @Override
    Change change(Shares read) {
        return read.getChange();
    }

    @Override
    ServiceShares value(Shares read) throws Poison {
        var byClass = new HashMap<String, Map<TenantId, List<Float>>>();
        for (var share : read.getShares()) {
            check(share, read.getInstances().size());
            byClass.computeIfAbsent(share.getCallClass(), unseen -> new HashMap<>())
                    .put(new TenantId(share.getTenantId()), List.copyOf(share.getParts()));
        }
        return new ServiceShares(read.getInstances(), byClass);
    }

    private static void check(Share share, int instances) throws Poison {
        if (share.getParts().size() != instances) {
            throw new Poison(
                    "%d parts for %d instances".formatted(share.getParts().size(), instances));
        }
        for (var part : share.getParts()) {
            if (!(part >= 0 && part <= 1)) {
                throw new Poison("the part " + part + " is none");
            }
        }
    }
}
